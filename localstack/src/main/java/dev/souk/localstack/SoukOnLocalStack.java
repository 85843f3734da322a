package dev.souk.localstack;

import dev.souk.infra.Packages;
import dev.souk.infra.Settings;
import dev.souk.infra.Souk;
import dev.souk.infra.Stage;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.json.Json;
import dev.souk.local.LocalSouk;
import dev.souk.local.http.Answer;
import dev.souk.local.http.HttpDoor;
import dev.souk.local.http.Sites;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Souk on a LocalStack that runs, reachable at {@link #baseUrl} as {@code make run} is: {@code /v1} is the API on LocalStack,
 * {@code /_local/inbox/} what its SES was given, {@code /_local/info.json} says where everything is.
 */
public final class SoukOnLocalStack implements AutoCloseable {
    private static final String MAIL_FROM = "shop@souk.example";

    private final Deque<AutoCloseable> started;
    private final URI baseUrl;

    private SoukOnLocalStack(Deque<AutoCloseable> started, URI baseUrl) {
        this.started = started;
        this.baseUrl = baseUrl;
    }

    /**
     * Where it finds what it needs, and puts what it makes.
     *
     * @param endpoint of LocalStack, as programs on this machine call it
     * @param awsEndpoint the same, as functions and browsers both call it
     * @param checkout the folder of the modules, built
     * @param data a folder of its own; nothing of it is read again
     * @param cache where unpacked servers lie
     * @param port where it listens, or the next free one; 0 for any
     * @param environment may name a database, and how functions get here: see {@link Outside} and {@link Reach}
     */
    public record Options(
            URI endpoint, URI awsEndpoint, Path checkout, Path data, Path cache, int port, Environment environment) {
        private static final URI USUAL = URI.create("http://127.0.0.1:4566");
        private static final int USUAL_PORT = 4580;

        /** Reads {@code LOCALSTACK_ENDPOINT}, {@code FUNCTIONS_AWS_ENDPOINT} and {@code PORT} (4580). */
        public static Options of(Environment environment, Path checkout) {
            URI endpoint = environment.findUri("LOCALSTACK_ENDPOINT").orElse(USUAL);
            return new Options(
                    endpoint,
                    environment.findUri("FUNCTIONS_AWS_ENDPOINT").orElse(endpoint),
                    checkout,
                    checkout.resolve(".local", "localstack", "data"),
                    environment.find("SOUK_CACHE").map(Path::of).orElse(checkout.resolve(".local", "cache")),
                    environment.number("PORT", USUAL_PORT, 0, 65_535),
                    environment);
        }
    }

    /** Starts what is outside, deploys, and opens the door. When one of these fails, the others are stopped again. */
    public static SoukOnLocalStack start(Options options) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            HttpDoor door = begun(started, HttpDoor.at(options.port(), Clock.systemUTC()));
            Outside outside = begun(
                    started,
                    Outside.start(
                            options.environment(), Reach.from(options.environment()), options.data(), options.cache()));
            LocalStack localStack = new LocalStack(options.endpoint());
            Settings settings = settings(options, outside, door.url());
            Deployment deployment = begun(
                    started,
                    Deployment.of(
                            new Groundwork(settings.stripeSecret(), outside.stripeSecret(), MAIL_FROM),
                            synthesized(settings, options),
                            localStack));
            open(
                    door,
                    localStack.api(apiIn(deployment.output("ApiUrl")), Stage.LOCALSTACK.stageName()),
                    localStack,
                    outside);
            outside.stripe().deliverTo(door.url().resolve(LocalSouk.WEBHOOK_PATH));
            outside.stripe().deliverAccountsTo(door.url().resolve(LocalSouk.ACCOUNTS_WEBHOOK_PATH));
            return new SoukOnLocalStack(started, door.url());
        } catch (RuntimeException | Error e) {
            stop(started);
            throw e;
        }
    }

    private static <T extends AutoCloseable> T begun(Deque<AutoCloseable> started, T part) {
        started.push(part);
        return part;
    }

    private static Settings settings(Options options, Outside outside, URI baseUrl) {
        Map<String, Object> context = new HashMap<>(outside.settings());
        context.put("stage", Stage.LOCALSTACK.stageName());
        context.put("mailFrom", "Souk <" + MAIL_FROM + ">");
        context.put("storefrontUrl", baseUrl.toString());
        context.put("awsEndpoint", options.awsEndpoint().toString());
        return Settings.from(context::get);
    }

    private static CloudAssembly synthesized(Settings settings, Options options) {
        Path folder = options.data().resolve("cdk.out").toAbsolutePath();
        App app = Souk.app(AppProps.builder().outdir(folder.toString()));
        Souk.in(app, settings, new Packages(options.checkout()));
        app.synth();
        return CloudAssembly.in(folder, LocalStack.ACCOUNT, LocalStack.REGION);
    }

    /** {@code https://<id>.execute-api.…}: that name may be known to nobody here, the id is. */
    private static String apiIn(String apiUrl) {
        String host = URI.create(apiUrl).getHost();
        return host.substring(0, host.indexOf('.'));
    }

    private static void open(HttpDoor door, URI api, LocalStack localStack, Outside outside) {
        door.mount("/_local/inbox", new SesInbox(localStack.mails(), outside.inbox()));
        String info = info(door.url(), localStack, outside);
        door.open(new Sites(
                new Forwarding(api),
                request -> request.path().equals("/_local/info.json") ? Answer.json(200, info) : nothing(),
                _ -> nothing()));
    }

    private static Answer nothing() {
        return Answer.of(404, "text/plain", "There is nothing here: /v1, /_local/inbox/, /_local/info.json\n");
    }

    /** As that of {@code make run}, as far as there is the same here. */
    private static String info(URI baseUrl, LocalStack localStack, Outside outside) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("base_url", baseUrl.toString());
        info.put("api", baseUrl + "/v1");
        info.put("issuer", outside.issuer().issuer().toString());
        info.put("token_endpoint", outside.issuer().issuer() + "/token");
        info.put("inbox", baseUrl + "/_local/inbox/");
        info.put("inbox_api", baseUrl + "/_local/inbox/api/messages");
        info.put(
                "stripe",
                Map.of(
                        "stand_in",
                        true,
                        "base_url",
                        outside.stripe().baseUrl().toString(),
                        "control",
                        outside.stripe().baseUrl() + "/_stand-in"));
        info.put("localstack", localStack.endpoint().toString());
        return Json.write(info);
    }

    /** With no slash at the end. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Takes the stacks away and stops what is outside. LocalStack goes on. */
    @Override
    public void close() {
        stop(started);
    }

    private static void stop(Deque<AutoCloseable> started) {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.getLogger(SoukOnLocalStack.class.getName())
                        .log(System.Logger.Level.WARNING, "something did not stop", e);
            }
        }
    }
}
