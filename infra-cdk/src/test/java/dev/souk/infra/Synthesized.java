package dev.souk.infra;

import dev.souk.deployment.LambdaFunction;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** The templates of one stage, made once for all tests of a JVM: it takes seconds. */
final class Synthesized {
    static final String RESTORED_ADMIN_SECRET =
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-00000000-0000-0000-0000-000000000000-AbCdEf";

    private static final Map<String, Synthesized> BY_STAGE = new ConcurrentHashMap<>();

    private final Stage stage;
    private final App app;
    private final Map<String, Node> templates = new LinkedHashMap<>();

    private Synthesized(Stage stage, Map<String, Object> context) {
        this.stage = stage;
        Path folder = folder();
        app = Souk.app(AppProps.builder().outdir(folder.resolve("cdk.out").toString()));
        Map<String, Object> all = settings(stage);
        all.putAll(context);
        Souk souk = Souk.in(app, Settings.from(all::get), packagesIn(folder));
        for (Stack stack : souk.stacks()) {
            templates.put(
                    stack.getStackName().substring(stage.nameOf("").length()),
                    new Node(Template.fromStack(stack).toJSON()));
        }
    }

    static Synthesized dev() {
        return BY_STAGE.computeIfAbsent("dev", _ -> new Synthesized(Stage.DEV, Map.of()));
    }

    static Synthesized prod() {
        return BY_STAGE.computeIfAbsent("prod", _ -> new Synthesized(Stage.PROD, Map.of()));
    }

    /** With functions that bring their own JVM. */
    static Synthesized aot() {
        return BY_STAGE.computeIfAbsent("aot", _ -> new Synthesized(Stage.DEV, Map.of("packaging", "aot")));
    }

    /** With functions as LocalStack runs them. */
    static Synthesized jar() {
        return BY_STAGE.computeIfAbsent("jar", _ -> new Synthesized(Stage.DEV, Map.of("packaging", "jar")));
    }

    /** On Aurora instead of an instance. */
    static Synthesized aurora(Stage stage) {
        return BY_STAGE.computeIfAbsent(
                "aurora " + stage.stageName(), _ -> new Synthesized(stage, Map.of("database", "aurora")));
    }

    /** With RDS Proxy before an instance. */
    static Synthesized proxied(Stage stage) {
        return BY_STAGE.computeIfAbsent(
                "proxied " + stage.stageName(), _ -> new Synthesized(stage, Map.of("databaseProxy", "true")));
    }

    /** With RDS Proxy before Aurora, and other passwords than at first. */
    static Synthesized auroraProxied() {
        return BY_STAGE.computeIfAbsent(
                "aurora proxied",
                _ -> new Synthesized(
                        Stage.PROD,
                        Map.of("database", "aurora", "databaseProxy", "true", "secretsRevision", "2026-11")));
    }

    /** Every stage in every way to keep its tables that is not the one if nothing is said. */
    static List<Synthesized> withOtherDatabases() {
        return List.of(aurora(Stage.DEV), aurora(Stage.PROD), proxied(Stage.DEV), proxied(Stage.PROD), auroraProxied());
    }

    /** For LocalStack, which stands on services outside. */
    static Synthesized localStack() {
        return BY_STAGE.computeIfAbsent(
                "localstack",
                _ -> new Synthesized(
                        Stage.LOCALSTACK,
                        Map.of(
                                "oidcIssuer", "http://127.0.0.1:8090/souk",
                                "oidcAudience", "souk",
                                "storefrontUrl", "http://127.0.0.1:8080",
                                "databaseUrl", "jdbc:mysql://127.0.0.1:3316/souk",
                                "databaseUser", "somebody",
                                "databasePassword", "no secret",
                                "stripeApiBase", "http://127.0.0.1:12111",
                                "awsEndpoint", "http://127.0.0.1:4566")));
    }

    /** With pages that somebody else serves, and tokens that somebody else gives. */
    static Synthesized elsewhere() {
        return BY_STAGE.computeIfAbsent(
                "elsewhere",
                _ -> new Synthesized(
                        Stage.DEV,
                        Map.of(
                                "mailIdentity", "address",
                                "storefrontUrl", "https://souk.example:8443/shop",
                                "oidcIssuer", "https://accounts.souk.example",
                                "oidcAudience", "souk",
                                "oidcJwksUri", "https://accounts.souk.example/keys",
                                "oidcAdminClaim", "https://souk.example/roles",
                                "oidcAdminValue", "admin")));
    }

    /** Everything said that can be said. */
    static Synthesized toTheFull() {
        return BY_STAGE.computeIfAbsent(
                "full",
                _ -> new Synthesized(
                        Stage.PROD,
                        Map.ofEntries(
                                Map.entry("downloadLimit", "7"),
                                Map.entry("corsOrigins", "https://souk.example, https://www.souk.example"),
                                Map.entry("secretsRevision", "8"),
                                Map.entry("databaseAdminSecret", RESTORED_ADMIN_SECRET),
                                Map.entry("signInMail", "domain"),
                                Map.entry("mailIdentity", "domain"),
                                Map.entry("signInPages", "https://desk.souk.example/, http://localhost:8080/"),
                                Map.entry("webDomain", "souk.example"),
                                Map.entry("webCertificateArn", "arn:aws:acm:us-east-1:111122223333:certificate/def"),
                                Map.entry("apiDomain", "api.souk.example"),
                                Map.entry("apiCertificateArn", "arn:aws:acm:eu-west-1:111122223333:certificate/abc"))));
    }

    /** With something said about it. */
    static Synthesized with(Stage stage, Map<String, Object> context) {
        return new Synthesized(stage, context);
    }

    /** What every owner has to say. */
    static Map<String, Object> settings(Stage stage) {
        return new HashMap<>(Map.of("stage", stage.stageName(), "mailFrom", "Souk <shop@souk.example>"));
    }

    static Path folder() {
        try {
            Path folder = Files.createTempDirectory("souk-infra-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packages with next to nothing in them: what is in the real ones is none of a template's business. */
    static Packages packagesIn(Path checkout) {
        Arrays.stream(LambdaFunction.values())
                .map(LambdaFunction::artifact)
                .distinct()
                .forEach(artifact -> packageOf(checkout.resolve(artifact, "target", artifact + ".zip")));
        Path bundles = checkout.resolve("packaging", "target", "aot");
        Arrays.stream(LambdaFunction.values())
                .forEach(function -> packageOf(bundles.resolve(function.functionName() + ".zip")));
        try {
            Files.writeString(bundles.resolve("architecture"), "x86_64\n");
            Files.writeString(Files.createDirectories(checkout.resolve("web")).resolve("index.html"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packages(checkout);
    }

    Stage stage() {
        return stage;
    }

    App app() {
        return app;
    }

    Node template(String stack) {
        return find(templates, stack);
    }

    /** All resources, in all stacks. */
    List<Resource> all() {
        return templates.entrySet().stream()
                .flatMap(template -> template.getValue().at("Resources").names().stream()
                        .map(id -> new Resource(
                                template.getKey(), id, template.getValue().at("Resources", id))))
                .toList();
    }

    /** All resources of a type, in all stacks. */
    List<Resource> all(String type) {
        return all().stream().filter(resource -> resource.type().equals(type)).toList();
    }

    /** The types of all that is in any stack. */
    Set<String> types() {
        return all().stream().map(Resource::type).collect(Collectors.toSet());
    }

    /** The one resource of a type whose property has a value. */
    Resource one(String type, String property, String value) {
        List<Resource> found = all(type).stream()
                .filter(resource -> value.equals(resource.property(property).value()))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources " + type + " have " + property + " = " + value);
        }
        return found.getFirst();
    }

    Resource only(String type) {
        List<Resource> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size() + " resources " + type);
        }
        return found.getFirst();
    }

    Resource function(LambdaFunction function) {
        return one("AWS::Lambda::Function", "FunctionName", stage.nameOf(function.functionName()));
    }

    Resource queue(String name) {
        return one("AWS::SQS::Queue", "QueueName", stage.nameOf(name));
    }

    /** The resource that a value is of or is made with, in whatever stack it stands. */
    Resource behind(String stack, Node value) {
        if (value.at("Ref").isThere()) {
            return resource(stack, value.at("Ref").text());
        }
        if (value.at("Fn::GetAtt").isThere()) {
            return resource(stack, value.at("Fn::GetAtt", 0).text());
        }
        if (value.at("Fn::ImportValue").isThere()) {
            return behindExport(value.at("Fn::ImportValue").text());
        }
        if (value.at("Fn::Select").isThere()) {
            return behind(stack, value.at("Fn::Select", 1, "Fn::Split", 1));
        }
        for (Node part : value.at("Fn::Join", 1).elements()) {
            if (part.value() instanceof Map && !isOfAws(part)) {
                return behind(stack, part);
            }
        }
        throw new AssertionError("no resource is behind " + value);
    }

    /** Account, region, partition: no resource of ours. */
    private static boolean isOfAws(Node value) {
        return value.at("Ref").isThere() && value.at("Ref").text().startsWith("AWS::");
    }

    /** What a role may do: every statement of every policy that it has in its stack. */
    List<Node> statementsOf(Resource role) {
        return all("AWS::IAM::Policy").stream()
                .filter(policy -> policy.stack().equals(role.stack()))
                .filter(policy -> policy.property("Roles").elements().stream()
                        .anyMatch(one -> role.id().equals(one.at("Ref").value())))
                .flatMap(policy -> policy.property("PolicyDocument").at("Statement").elements().stream())
                .toList();
    }

    private Resource behindExport(String name) {
        for (Map.Entry<String, Node> template : templates.entrySet()) {
            Node outputs = template.getValue().at("Outputs");
            for (String output : outputs.names()) {
                if (name.equals(outputs.at(output, "Export", "Name").value())) {
                    return behind(template.getKey(), outputs.at(output, "Value"));
                }
            }
        }
        throw new AssertionError("nobody exports " + name);
    }

    private Resource resource(String stack, String id) {
        Node resource = template(stack).at("Resources", id);
        if (!resource.isThere()) {
            throw new AssertionError("there is no " + id + " in " + stack);
        }
        Resource found = new Resource(stack, id, resource);
        // Whoever calls the alias of a function calls the function.
        return found.type().equals("AWS::Lambda::Alias") ? behind(stack, found.property("FunctionName")) : found;
    }

    private static <T> T find(Map<String, T> map, String key) {
        @Nullable T value = map.get(key);
        if (value == null) {
            throw new AssertionError("there is no " + key + " among " + map.keySet());
        }
        return value;
    }

    private static void packageOf(Path zip) {
        try {
            Files.createDirectories(zip.getParent());
            try (OutputStream file = Files.newOutputStream(zip);
                    ZipOutputStream entries = new ZipOutputStream(file)) {
                entries.putNextEntry(new ZipEntry(String.valueOf(zip.getFileName())));
                entries.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A resource of a template. */
    record Resource(String stack, String id, Node node) {
        String type() {
            return node.at("Type").text();
        }

        Node property(String name) {
            return node.at("Properties", name);
        }
    }
}
