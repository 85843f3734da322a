package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.PageHeaders;
import dev.souk.infra.Synthesized.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The storefront: the bucket of its pages, CloudFront before it, and what is put there. */
class WebTest {
    private static final Path PAGES = Path.of(Objects.requireNonNull(System.getProperty("souk.checkout")), "web");

    static Stream<Synthesized> stages() {
        return Stream.of(Synthesized.dev(), Synthesized.prod(), Synthesized.toTheFull());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_pages_are_in_a_bucket_that_is_encrypted_and_open_to_nobody(Synthesized souk) {
        Resource bucket = bucket(souk);
        assertThat(bucket.property("PublicAccessBlockConfiguration").value())
                .isEqualTo(Map.of(
                        "BlockPublicAcls", true,
                        "BlockPublicPolicy", true,
                        "IgnorePublicAcls", true,
                        "RestrictPublicBuckets", true));
        assertThat(bucket.property("OwnershipControls")
                        .at("Rules", 0, "ObjectOwnership")
                        .text())
                .isEqualTo("BucketOwnerEnforced");
        assertThat(bucket.property("BucketEncryption")
                        .at("ServerSideEncryptionConfiguration", 0, "ServerSideEncryptionByDefault", "SSEAlgorithm")
                        .text())
                .isEqualTo("AES256");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void only_this_distribution_reads_them_and_only_by_TLS(Synthesized souk) {
        List<Node> statements = souk.all("AWS::S3::BucketPolicy").stream()
                .filter(policy -> policy.stack().equals("web"))
                .flatMap(policy -> policy.property("PolicyDocument").at("Statement").elements().stream())
                .toList();
        assertThat(statements)
                .filteredOn(statement -> statement.at("Effect").text().equals("Allow"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.at("Principal").value())
                            .isEqualTo(Map.of("Service", "cloudfront.amazonaws.com"));
                    assertThat(statement.at("Action").texts()).containsExactly("s3:GetObject", "s3:ListBucket");
                    Node source = statement.at("Condition", "StringEquals", "AWS:SourceArn");
                    assertThat(souk.behind("web", source)).isEqualTo(distribution(souk));
                });
        assertThat(statements)
                .filteredOn(statement -> statement.at("Effect").text().equals("Deny"))
                .extracting(statement -> statement.at("Condition").value())
                .containsExactlyInAnyOrder(
                        Map.of("Bool", Map.of("aws:SecureTransport", "false")),
                        Map.of("NumericLessThan", Map.of("s3:TlsVersion", 1.2)));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void CloudFront_signs_what_it_asks_of_the_bucket(Synthesized souk) {
        Node origin = configuration(souk).at("Origins", 0);
        assertThat(configuration(souk).at("Origins").elements()).hasSize(1);
        assertThat(souk.behind("web", origin.at("DomainName"))).isEqualTo(bucket(souk));
        Resource control = souk.behind("web", origin.at("OriginAccessControlId"));
        assertThat(control.type()).isEqualTo("AWS::CloudFront::OriginAccessControl");
        Node signing = control.property("OriginAccessControlConfig");
        assertThat(signing.at("SigningBehavior").text()).isEqualTo("always");
        assertThat(signing.at("SigningProtocol").text()).isEqualTo("sigv4");
        assertThat(signing.at("OriginAccessControlOriginType").text()).isEqualTo("s3");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void browsers_are_sent_to_https_and_get_what_is_compressed(Synthesized souk) {
        Node behavior = configuration(souk).at("DefaultCacheBehavior");
        assertThat(behavior.at("ViewerProtocolPolicy").text()).isEqualTo("redirect-to-https");
        assertThat(behavior.at("AllowedMethods").texts()).containsExactly("GET", "HEAD");
        assertThat(behavior.at("Compress").value()).isEqualTo(true);
        assertThat(configuration(souk).at("HttpVersion").text()).isEqualTo("http2and3");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_pages_of_the_API_are_a_folder_and_all_else_is_as_with_the_others(Synthesized souk) {
        assertThat(configuration(souk).at("CacheBehaviors").elements())
                .singleElement()
                .satisfies(docs -> {
                    assertThat(docs.at("PathPattern").text()).isEqualTo("/docs*");
                    assertThat(souk.behind("web", docs.at("FunctionAssociations", 0, "FunctionARN"))
                                    .type())
                            .isEqualTo("AWS::CloudFront::Function");
                    assertThat(docs.at("FunctionAssociations", 0, "EventType").text())
                            .isEqualTo("viewer-request");
                    Node others = configuration(souk).at("DefaultCacheBehavior");
                    for (String same : List.of(
                            "TargetOriginId",
                            "ViewerProtocolPolicy",
                            "AllowedMethods",
                            "CachePolicyId",
                            "ResponseHeadersPolicyId")) {
                        assertThat(docs.at(same).value())
                                .isEqualTo(others.at(same).value());
                    }
                });
        assertThat(PAGES.resolve("docs/index.html")).exists();
        assertThat(PAGES.resolve("docs/parts/swagger-ui-bundle.js")).exists();
        assertThat(PAGES.resolve("docs/parts/openapi.yaml")).exists();
    }

    /** The function's text, run by Node as CloudFront would run it. */
    @Test
    void a_folder_shows_its_index_and_has_a_slash_at_its_end() throws Exception {
        String code = Synthesized.dev()
                .only("AWS::CloudFront::Function")
                .property("FunctionCode")
                .text();
        String asked = code + """
                console.log(["/docs/", "/docs", "/docs/parts/openapi.yaml"].map(uri => {
                  const answer = handler({ request: { uri } });
                  return answer.uri ?? answer.statusCode + " " + answer.headers.location.value;
                }).join("\\n"));""";
        Process node = new ProcessBuilder("node", "-e", asked)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactly("/docs/index.html", "301 /docs/", "/docs/parts/openapi.yaml");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_front_page_is_the_index_and_what_is_not_there_is_404_with_a_page_of_ours(Synthesized souk) {
        assertThat(configuration(souk).at("DefaultRootObject").text()).isEqualTo("index.html");
        assertThat(configuration(souk).at("CustomErrorResponses").elements())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.at("ErrorCode").number()).isEqualTo(404);
                    assertThat(answer.at("ResponseCode").number()).isEqualTo(404);
                    assertThat(PAGES.resolve(
                                    answer.at("ResponsePagePath").text().substring(1)))
                            .exists();
                });
        assertThat(PAGES.resolve("index.html")).exists();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void every_file_comes_with_the_headers_of_the_local_run_and_is_asked_for_by_https_for_a_year(Synthesized souk) {
        Resource policy = souk.behind("web", configuration(souk).at("DefaultCacheBehavior", "ResponseHeadersPolicyId"));
        Node headers = policy.property("ResponseHeadersPolicyConfig");
        Node security = headers.at("SecurityHeadersConfig");
        Map<String, String> sent = new HashMap<>(Map.of(
                "Content-Security-Policy",
                        security.at("ContentSecurityPolicy", "ContentSecurityPolicy")
                                .text(),
                "Referrer-Policy",
                        security.at("ReferrerPolicy", "ReferrerPolicy").text(),
                "X-Content-Type-Options", security.at("ContentTypeOptions").isThere() ? "nosniff" : "",
                "X-Frame-Options", security.at("FrameOptions", "FrameOption").text()));
        headers.at("CustomHeadersConfig", "Items")
                .elements()
                .forEach(header ->
                        sent.put(header.at("Header").text(), header.at("Value").text()));
        assertThat(sent).isEqualTo(PageHeaders.all());
        Node https = security.at("StrictTransportSecurity");
        assertThat(https.at("AccessControlMaxAgeSec").number()).isEqualTo(31_536_000);
        assertThat(https.at("IncludeSubdomains").value()).isEqualTo(false);
    }

    @Test
    void under_a_name_of_its_own_TLS_begins_at_1_2() {
        Node full = configuration(Synthesized.toTheFull());
        assertThat(full.at("Aliases").texts()).containsExactly("souk.example");
        assertThat(full.at("ViewerCertificate", "MinimumProtocolVersion").text())
                .isEqualTo("TLSv1.2_2021");
        assertThat(full.at("ViewerCertificate", "SslSupportMethod").text()).isEqualTo("sni-only");
        assertThat(full.at("ViewerCertificate", "AcmCertificateArn").text()).contains(":us-east-1:");
        assertThat(configuration(Synthesized.dev()).at("Aliases").isThere()).isFalse();
    }

    @Test
    void functions_and_files_know_the_storefront_by_the_name_that_CloudFront_gives_it() {
        Synthesized souk = Synthesized.dev();
        Node variables = variables(souk);
        for (String variable : List.of("STOREFRONT_URL", "CORS_ORIGINS")) {
            assertThat(variables.at(variable, "Fn::Join", 1, 0).text()).isEqualTo("https://");
            assertThat(souk.behind("api", variables.at(variable))).isEqualTo(distribution(souk));
        }
        assertThat(variables(Synthesized.toTheFull()).at("STOREFRONT_URL").text())
                .isEqualTo("https://souk.example");
    }

    @Test
    void pages_that_are_elsewhere_are_none_of_ours_and_their_origin_has_no_path() {
        Synthesized souk = Synthesized.elsewhere();
        assertThat(souk.all("AWS::CloudFront::Distribution")).isEmpty();
        assertThat(souk.all("Custom::CDKBucketDeployment")).isEmpty();
        assertThat(variables(souk).at("STOREFRONT_URL").text()).isEqualTo("https://souk.example:8443/shop");
        assertThat(variables(souk).at("CORS_ORIGINS").text()).isEqualTo("https://souk.example:8443");
    }

    /** A stack that imported a name would keep another from taking it back. */
    @ParameterizedTest
    @MethodSource("stages")
    void names_that_AWS_gives_are_exported_even_while_the_owners_are_used(Synthesized souk) {
        assertThat(exports(souk, "web")).contains(souk.stage().nameOf("web-host"));
        assertThat(exports(souk, "api")).contains(souk.stage().nameOf("api-id"));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_pages_are_put_there_by_a_role_that_can_do_nothing_else(Synthesized souk) {
        Resource deployment = souk.only("Custom::CDKBucketDeployment");
        Resource function = souk.behind("pages", deployment.property("ServiceToken"));
        Resource role = souk.behind("pages", function.property("Role"));
        assertThat(role.property("ManagedPolicyArns").isThere()).isFalse();
        Map<String, Node> may = new HashMap<>();
        for (Node statement : souk.statementsOf(role)) {
            statement.at("Action").texts().forEach(action -> may.put(action, statement.at("Resource")));
        }
        assertThat(may.keySet())
                .containsExactlyInAnyOrder(
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "s3:GetObject",
                        "s3:ListBucket",
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "cloudfront:CreateInvalidation",
                        "cloudfront:GetInvalidation");
        for (String action : List.of("s3:ListBucket", "s3:PutObject", "s3:DeleteObject")) {
            assertThat(souk.behind("pages", Objects.requireNonNull(may.get(action))))
                    .isEqualTo(bucket(souk));
        }
        assertThat(souk.behind("pages", Objects.requireNonNull(may.get("cloudfront:CreateInvalidation"))))
                .isEqualTo(distribution(souk));
        assertThat(Objects.requireNonNull(may.get("s3:GetObject"))
                        .at("Fn::Join", 1)
                        .elements()
                        .getLast()
                        .text())
                .isEqualTo("/" + deployment.property("SourceObjectKeys").at(0).text());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void browsers_ask_whether_a_file_has_changed_and_CloudFront_forgets_what_it_had(Synthesized souk) {
        Resource deployment = souk.only("Custom::CDKBucketDeployment");
        assertThat(deployment.property("SystemMetadata").at("cache-control").text())
                .contains("max-age=0", "must-revalidate", "s-maxage=86400");
        assertThat(deployment.property("DistributionPaths").texts()).containsExactly("/*");
        assertThat(souk.behind("pages", deployment.property("DistributionId"))).isEqualTo(distribution(souk));
        assertThat(deployment.property("Prune").value()).isEqualTo(true);
    }

    /** By what CDK's function does: it replaces words in every line of every file. */
    @Test
    void every_page_of_the_repository_may_call_the_API_and_nobody_else() throws IOException {
        Map<String, String> words = words(Synthesized.toTheFull());
        try (Stream<Path> files = Files.list(PAGES)) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".html")).toList();
            assertThat(pages).hasSizeGreaterThan(4);
            for (Path page : pages) {
                assertThat(told(page, words))
                        .contains("connect-src 'self' https://api.souk.example wss://", "img-src 'self' https:; ")
                        .doesNotContain("127.0.0.1", "localhost");
            }
        }
        assertThat(told(PAGES.resolve("js/config.js"), words))
                .contains("export const API_BASE = 'https://api.souk.example';")
                .doesNotContain("LIVE_URL = ''");
    }

    @Test
    void without_a_name_of_its_own_the_API_is_called_by_AWSs_under_its_stage() {
        Synthesized souk = Synthesized.dev();
        Node words = souk.only("Custom::CDKBucketDeployment")
                .property("SourceMarkers")
                .at(0);
        Node base = words.at("export const API_BASE = '';");
        assertThat(souk.behind("pages", base)).isEqualTo(souk.only("AWS::ApiGateway::RestApi"));
        assertThat(base.at("Fn::Join", 1).elements().getLast().text()).isEqualTo("/dev';");
        assertThat(words.at("connect-src 'self'").text())
                .contains("connect-src 'self' https://", "api-id", ".execute-api.");
    }

    private static Map<String, String> words(Synthesized souk) {
        Node words = souk.only("Custom::CDKBucketDeployment")
                .property("SourceMarkers")
                .at(0);
        Map<String, String> texts = new HashMap<>();
        words.names().forEach(word -> texts.put(word, words.at(word).text()));
        return texts;
    }

    private static String told(Path file, Map<String, String> words) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        return text;
    }

    private static List<String> exports(Synthesized souk, String stack) {
        Node outputs = souk.template(stack).at("Outputs");
        return outputs.names().stream()
                .map(output -> outputs.at(output, "Export", "Name"))
                .filter(Node::isThere)
                .map(Node::text)
                .toList();
    }

    private static Node variables(Synthesized souk) {
        return souk.function(LambdaFunction.PURCHASES).property("Environment").at("Variables");
    }

    private static Resource bucket(Synthesized souk) {
        return souk.all("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.stack().equals("web"))
                .findFirst()
                .orElseThrow();
    }

    private static Resource distribution(Synthesized souk) {
        return souk.only("AWS::CloudFront::Distribution");
    }

    private static Node configuration(Synthesized souk) {
        return distribution(souk).property("DistributionConfig");
    }
}
