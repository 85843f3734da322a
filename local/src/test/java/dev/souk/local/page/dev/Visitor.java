package dev.souk.local.page.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.local.LocalSouk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who shops, and has the developer's page open. */
record Visitor(URI baseUrl) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Visitor of(LocalSouk souk) {
        return new Visitor(souk.baseUrl());
    }

    URI at(String path) {
        return baseUrl.resolve(path);
    }

    HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(at("/_local/dev/api/" + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return read(send(api(path)), 200);
    }

    /** Does what a button of the page does. */
    JsonNode post(String path, String json, int status) {
        return read(
                send(api(path)
                        .header("Content-Type", "application/json")
                        .header("Origin", baseUrl.toString())
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(json))),
                status);
    }

    private static JsonNode read(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.body());
    }

    /** The dearest product or the cheapest, which is free. */
    String product(boolean free) {
        for (JsonNode each : JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(at("/v1/products"))).body())
                .path("items")) {
            if ((each.path("price").path("amount").asInt() == 0) == free) {
                return each.path("id").asString();
            }
        }
        throw new AssertionError("there is no such product");
    }

    JsonNode orders(String product, String email) {
        return read(
                send(HttpRequest.newBuilder(at("/v1/orders"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(
                                "{\"items\":[{\"product_id\":\"%s\"}],\"email\":\"%s\"}".formatted(product, email)))),
                201);
    }

    /** The latest invocation of that kind that is over. */
    JsonNode seesInvocation(Predicate<JsonNode> fits) {
        return await("an invocation like that", () -> {
            JsonNode found = null;
            for (JsonNode each : get("invocations").path("invocations")) {
                if (!each.path("running").asBoolean() && fits.test(each)) {
                    found = each;
                }
            }
            return Optional.ofNullable(found);
        });
    }

    JsonNode queue(String name) {
        for (JsonNode each : get("queues").path("queues")) {
            if (each.path("name").asString().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("there is no queue " + name);
    }

    static <T> T await(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("not within a minute: " + what);
    }

    static void awaitThat(String what, Supplier<Boolean> look) {
        await(what, () -> look.get() ? Optional.of(true) : Optional.empty());
    }
}
