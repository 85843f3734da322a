package dev.souk.localstack;

import dev.souk.local.http.Answer;
import dev.souk.local.http.Request;
import dev.souk.local.http.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The API under a name of its own, without the stage in its paths: what a custom domain does in AWS, of which LocalStack has none. Passes
 * requests on as they are.
 */
final class Forwarding implements Site {
    /** API Gateway's own patience is 29 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Of one connection, or written by the client by itself. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "host", "connection", "content-length", "transfer-encoding", "upgrade", "expect", "http2-settings", "date");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI api;

    /** @param api with no slash at the end */
    Forwarding(URI api) {
        this.api = api;
    }

    @Override
    public Answer answer(Request request) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        try {
            HttpRequest.Builder forward = HttpRequest.newBuilder(URI.create(api + request.path() + query))
                    .timeout(PATIENCE)
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
            passedOn(request.headers()).forEach((name, values) -> values.forEach(value -> forward.header(name, value)));
            HttpResponse<byte[]> answer = http.send(forward.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(), remapped(passedOn(answer.headers().map())), answer.body());
        } catch (IllegalArgumentException e) {
            // What is no URL to Java is none to API Gateway either.
            return Answer.json(400, "{\"message\":\"Bad Request\"}");
        } catch (IOException e) {
            return Answer.json(502, "{\"message\":\"LocalStack does not answer\"}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.json(502, "{\"message\":\"Stopping\"}");
        }
    }

    /** API Gateway lets no function say {@code WWW-Authenticate} under that name; LocalStack does. */
    private static Map<String, List<String>> remapped(Map<String, List<String>> headers) {
        Map<String, List<String>> remapped = new LinkedHashMap<>();
        headers.forEach((name, values) -> remapped.put(
                name.equalsIgnoreCase("WWW-Authenticate") ? "x-amzn-Remapped-WWW-Authenticate" : name, values));
        return remapped;
    }

    private static Map<String, List<String>> passedOn(Map<String, List<String>> headers) {
        Map<String, List<String>> passed = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            if (!name.startsWith(":") && !NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                passed.put(written(name), values);
            }
        });
        return passed;
    }

    /**
     * As clients write it: {@code Stripe-Signature}. The JDK's server makes {@code Stripe-signature} of it, which is the same to HTTP and
     * to API Gateway, and not to LocalStack.
     */
    private static String written(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(word -> word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("-"));
    }
}
