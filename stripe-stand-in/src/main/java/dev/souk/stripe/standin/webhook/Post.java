package dev.souk.stripe.standin.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/** Signs an event and POSTs it to an endpoint, once. */
public final class Post implements Carrier {
    private final Duration timeout;
    private final String accountVersion;
    private final ToLongFunction<Event> pending;
    private final Function<JsonNode, String> layout;
    private final HttpClient client;

    /**
     * @param timeout for the whole answer; no answer in time is a failed attempt
     * @param accountVersion the API version of events for endpoints that have none of their own
     * @param layout how an event's JSON is laid out
     */
    public Post(
            Duration timeout, String accountVersion, ToLongFunction<Event> pending, Function<JsonNode, String> layout) {
        this.timeout = timeout;
        this.accountVersion = accountVersion;
        this.pending = pending;
        this.layout = layout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Attempt send(Event event, WebhookEndpoint endpoint, Instant at) throws InterruptedException {
        Letter letter = Letter.of(event, endpoint, at, accountVersion, pending, layout);
        HttpRequest request = HttpRequest.newBuilder(Objects.requireNonNull(endpoint.url()))
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", letter.signature())
                .POST(HttpRequest.BodyPublishers.ofString(letter.payload()))
                .build();
        long start = System.nanoTime();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new Attempt(at, status, null, since(start));
        } catch (IOException e) {
            return new Attempt(at, null, e.toString(), since(start));
        }
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
