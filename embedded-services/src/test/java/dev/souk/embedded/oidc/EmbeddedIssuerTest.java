package dev.souk.embedded.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.souk.embedded.Ports;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class EmbeddedIssuerTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedIssuer issuer;

    @BeforeEach
    void start() {
        issuer = EmbeddedIssuer.start(0);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void one_call_gives_a_script_a_token_that_verifies() throws Exception {
        JWTClaimsSet claims =
                accepted(askForToken("grant_type=client_credentials&client_id=seller&client_secret=x&scope=souk"));
        assertThat(claims.getSubject()).isEqualTo("seller");
        assertThat(claims.getStringClaim("email")).isEqualTo("seller@example.com");
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getStringClaim("name")).isEqualTo("Seller");
    }

    @Test
    void one_name_runs_the_platform_and_no_other_does() throws Exception {
        String form = "grant_type=client_credentials&client_secret=x&scope=souk&client_id=";
        assertThat(accepted(askForToken(form + "admin")).getStringListClaim("groups"))
                .containsExactly("souk-admins");
        assertThat(accepted(askForToken(form + "admin-2")).getStringListClaim("groups"))
                .isEmpty();
    }

    @Test
    void any_of_a_thousand_names_gets_a_token_by_the_password_grant() throws Exception {
        for (int number : IntStream.of(1, 500, 1000).toArray()) {
            JWTClaimsSet claims = accepted(askForToken("grant_type=password&client_id=test&client_secret=x&scope=openid"
                    + "&password=any&username=buyer-" + number));
            assertThat(claims.getSubject()).isEqualTo("buyer-" + number);
            assertThat(claims.getStringClaim("email")).isEqualTo("buyer-" + number + "@example.com");
        }
    }

    @Test
    void a_person_signs_in_by_the_page_and_gets_the_same_claims() throws Exception {
        String verifier = "a-verifier-that-is-long-enough-for-the-rules-of-pkce";
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        URI authorize = URI.create(discovery().path("authorization_endpoint").asString()
                + "?client_id=web&response_type=code&scope=openid&state=abc&nonce=n&redirect_uri="
                + URLEncoder.encode("http://127.0.0.1:8080/signed-in", StandardCharsets.UTF_8)
                + "&code_challenge_method=S256&code_challenge=" + challenge);
        HttpResponse<String> page = get(authorize);
        assertThat(page.body()).contains("<form method=\"post\">").contains("name=\"username\"");

        HttpResponse<String> back = post(authorize, "username=J%C3%BCrgen+O%27Neil");
        assertThat(back.statusCode()).isEqualTo(302);
        URI redirect = URI.create(back.headers().firstValue("location").orElseThrow());
        assertThat(redirect.getQuery()).contains("state=abc");

        JsonNode tokens = JSON.readTree(post(
                        URI.create(discovery().path("token_endpoint").asString()),
                        "grant_type=authorization_code&client_id=web&code=" + parameter(redirect, "code")
                                + "&redirect_uri="
                                + URLEncoder.encode("http://127.0.0.1:8080/signed-in", StandardCharsets.UTF_8)
                                + "&code_verifier=" + verifier)
                .body());
        JWTClaimsSet claims = accepted(tokens.path("access_token").asString());
        assertThat(claims.getSubject()).isEqualTo("Jürgen O'Neil");
        assertThat(claims.getStringClaim("email")).isEqualTo("J.rgen.O.Neil@example.com");
        assertThat(tokens.path("id_token").asString()).isNotEmpty();
    }

    @Test
    void tests_can_have_a_token_without_a_call() throws Exception {
        JWTClaimsSet claims = accepted(issuer.tokenFor("anna@shop.example"));
        assertThat(claims.getSubject()).isEqualTo("anna@shop.example");
        assertThat(claims.getStringClaim("email")).isEqualTo("anna@shop.example");
    }

    @Test
    void a_careful_reader_refuses_what_is_wrong_in_one_point() {
        assertRefused(issuer.token(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3_600)))));
        assertRefused(issuer.token(claims -> claims.audience("another-shop")));
        assertRefused(issuer.token(claims -> claims.issuer("https://issuer.example/souk")));
        assertRefused(issuer.tokenSignedByAStranger("seller"));
    }

    @Test
    void after_a_rotation_only_the_new_key_is_published() throws Exception {
        SignedJWT before = SignedJWT.parse(issuer.tokenFor("seller"));
        issuer.rotateKeys();
        SignedJWT after = SignedJWT.parse(issuer.tokenFor("seller"));
        assertThat(after.getHeader().getKeyID()).isNotEqualTo(before.getHeader().getKeyID());
        JWKSet published = JWKSet.load(issuer.jwks().toURL());
        assertThat(published.getKeyByKeyId(before.getHeader().getKeyID())).isNull();
        assertThat(published.getKeyByKeyId(after.getHeader().getKeyID())).isNotNull();
        assertThat(published.getKeys()).noneMatch(key -> key.isPrivate());
        accepted(after.serialize());
    }

    @Test
    void a_token_outlives_a_restart() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.tokenFor("seller"));
        int port = issuer.port();
        issuer.close();
        issuer = EmbeddedIssuer.start(port);
        assertThat(issuer.port()).isEqualTo(port);
        var key = JWKSet.load(issuer.jwks().toURL()).getKeys().getFirst().toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void the_issuer_has_one_name_whatever_it_is_called_by() throws Exception {
        URI byAnotherName = URI.create("http://localhost:" + issuer.port() + "/souk/.well-known/openid-configuration");
        JsonNode document = JSON.readTree(http.send(
                        HttpRequest.newBuilder(byAnotherName)
                                .header("X-Forwarded-Host", "elsewhere.example")
                                .build(),
                        BodyHandlers.ofString())
                .body());
        assertThat(document.path("issuer").asString()).isEqualTo(issuer.issuer().toString());
        assertThat(document.path("jwks_uri").asString()).isEqualTo(issuer.jwks().toString());
    }

    @Test
    void a_page_of_another_origin_may_ask_for_tokens() throws Exception {
        HttpResponse<String> preflight = http.send(
                HttpRequest.newBuilder(URI.create(issuer.issuer() + "/token"))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", "http://shop.example")
                        .header("Access-Control-Request-Method", "POST")
                        .build(),
                BodyHandlers.ofString());
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .contains("http://shop.example");
    }

    @Test
    void a_taken_port_moves_on() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Ports.loopback(), 0));
            try (EmbeddedIssuer moved = EmbeddedIssuer.start(taken.getLocalPort())) {
                assertThat(moved.port()).isNotEqualTo(taken.getLocalPort());
                assertThat(moved.issuer().getPort()).isEqualTo(moved.port());
            }
        }
    }

    private JsonNode discovery() throws Exception {
        return JSON.readTree(get(URI.create(issuer.issuer() + "/.well-known/openid-configuration"))
                .body());
    }

    private String askForToken(String form) throws Exception {
        HttpResponse<String> answer = post(URI.create(issuer.issuer() + "/token"), form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI uri, String form) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String parameter(URI uri, String name) {
        for (String pair : uri.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no " + name + " in " + uri);
    }

    /** A reader that checks what Souk's own does: algorithm, key, issuer, audience, times. */
    private JWTClaimsSet accepted(String token) throws Exception {
        DefaultJWTProcessor<SecurityContext> reader = new DefaultJWTProcessor<>();
        reader.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256,
                JWKSourceBuilder.create(issuer.jwks().toURL()).build()));
        reader.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                EmbeddedIssuer.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(issuer.issuer().toString()).build(),
                Set.of("sub", "exp", "iat", "email")));
        return reader.process(token, null);
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> accepted(token)).isInstanceOf(BadJOSEException.class);
    }
}
