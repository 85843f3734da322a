package dev.souk.system;

import dev.souk.lambda.json.Json;
import dev.souk.local.LocalOptions;
import dev.souk.local.LocalSouk;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.test.JvmShutdown;
import dev.souk.test.RealServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The system under test, one for all tests of a run: the one {@code SOUK_BASE_URL} names, or one that is
 * started here. */
final class Target {
    /** Longer than anything should take. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Target ONE = at(chosen());

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode info;

    private Target(URI base) {
        this.base = base;
        this.info =
                Json.tree(plain("GET", base.resolve("/_local/info.json"), "").body());
    }

    static Target it() {
        return ONE;
    }

    /** Another one than {@link #it}, for tests that need it set up in a way of their own. */
    static Target at(URI base) {
        return new Target(base);
    }

    URI base() {
        return base;
    }

    HttpClient http() {
        return http;
    }

    Call call(String method, String path) {
        return new Call(this, method, path);
    }

    /** A bearer token of somebody with this name; every name is somebody. */
    String token(String user) {
        String form = "grant_type=client_credentials&client_id=" + user + "&client_secret=any&scope=souk";
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create(info.path("token_endpoint").asString()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
        return Json.tree(answer.body()).path("access_token").asString();
    }

    /** Where its WebSocket API is; empty where it has none. */
    Optional<URI> live() {
        return Optional.of(info.path("live").asString(""))
                .filter(url -> !url.isEmpty())
                .map(URI::create);
    }

    /** The mails that {@code address} has got, oldest first, each as the inbox tells it. */
    JsonNode mailsTo(String address) {
        return Json.tree(plain("GET", URI.create(inboxApi() + "?to=" + address), "")
                        .body())
                .path("messages");
    }

    JsonNode mail(String id) {
        return Json.tree(plain("GET", URI.create(inboxApi() + "/" + id), "").body());
    }

    /** Every line that functions logged lately, as the developer's page has them; what else a process may print is left out. */
    List<JsonNode> functionLog() {
        URI api = URI.create(info.path("dev_page").asString() + "api/");
        List<JsonNode> lines = new ArrayList<>();
        Json.tree(plain("GET", api.resolve("invocations"), "").body())
                .path("invocations")
                .forEach(invocation -> {
                    if (invocation.path("lines").asInt() > 0) {
                        URI one = api.resolve(
                                "invocations/" + invocation.path("id").asString());
                        Json.tree(plain("GET", one, "").body()).path("log").forEach(line -> {
                            if (line.asString().startsWith("{")) {
                                lines.add(Json.tree(line.asString()));
                            }
                        });
                    }
                });
        return lines;
    }

    /** The processes of functions, where each has some of its own and there is somebody to ask; none otherwise. */
    JsonNode instances() {
        if (!info.has("dev_page")) {
            return Json.tree("[]");
        }
        URI api = URI.create(info.path("dev_page").asString() + "api/");
        return Json.tree(plain("GET", api.resolve("instances"), "").body()).path("instances");
    }

    /** Orders a fault of the mail server: {@code {"refuse": 2}}, {@code {"listening": false}}. */
    void mailFault(String json) {
        URI faults = URI.create(inboxApi().substring(0, inboxApi().length() - "messages".length()) + "faults");
        plain("POST", faults, json);
    }

    /** Steers the Stripe stand-in. */
    HttpResponse<String> stripe(String method, String path, String json) {
        return plain(method, URI.create(info.path("stripe").path("control").asString() + path), json);
    }

    /** Stripe has no time for so many attempts to open a payment page for this buyer. Whatever else asks it in between is answered. */
    void ordersRateLimited(String email, int times) {
        stripe("POST", "/outages", """
                {"fault": "rate_limited", "operation": "POST /v1/checkout/sessions", "containing": "%s", "times": %d}
                """.formatted(email, times));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Looks until there is something to see. */
    static <T> T await(String what, Supplier<Optional<T>> look) {
        return await(what, PATIENCE, look);
    }

    static <T> T await(String what, Duration patience, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError(patience.toSeconds() + " seconds went by and it is not so that " + what);
    }

    private HttpResponse<String> plain(String method, URI url, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = send(request.method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
        if (answer.statusCode() >= 500) {
            throw new AssertionError(method + " " + url + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private String inboxApi() {
        return info.path("inbox_api").asString();
    }

    private static URI chosen() {
        String given = System.getenv("SOUK_BASE_URL");
        return given == null || given.isBlank() ? started() : URI.create(given);
    }

    /** {@code ISOLATED=1} in the environment gives each function processes of its own. */
    private static LocalOptions options(Path data) {
        LocalOptions options = LocalOptions.forTests(data, Path.of(System.getProperty("souk.cache", "target/cache")));
        return "1".equals(System.getenv("ISOLATED"))
                ? options.withIsolation(Isolation.of(Path.of(System.getProperty("souk.checkout"))))
                : options;
    }

    private static URI started() {
        LocalOptions options = options(JvmShutdown.temporaryFolder("souk-system-"));
        LocalSouk souk = LocalSouk.start(options);
        JvmShutdown.close(souk);
        RealServices.note(
                options.isolation().isPresent()
                        ? "the whole system, its functions in processes of their own"
                        : "the whole system");
        return souk.baseUrl();
    }
}
