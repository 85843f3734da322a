package dev.souk.local.seed;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API as a seller's browser uses it. An answer that is not a success is an {@link IllegalStateException} that shows it. */
final class SellerClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** The JDK's client writes these itself and lets nobody else. */
    private static final Set<String> OF_THE_CLIENT = Set.of("content-length", "host");

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LONGEST_SCAN_POLLS = 600;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI baseUrl;
    private final String token;

    SellerClient(URI baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    JsonNode get(String path) {
        return sent(request(path).GET().build());
    }

    JsonNode post(String path, @Nullable ObjectNode body) {
        HttpRequest.Builder request = request(path);
        if (body == null) {
            return sent(request.POST(BodyPublishers.noBody()).build());
        }
        return sent(request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** Announces a file of a product, sends its bytes to where it is told to, and completes it. */
    void upload(String productId, String purpose, String name, String contentType, byte[] bytes) {
        ObjectNode announcement = JSON.createObjectNode()
                .put("purpose", purpose)
                .put("name", name)
                .put("size", bytes.length)
                .put("content_type", contentType)
                .put("sha256", sha256(bytes));
        JsonNode announced = post("/v1/products/" + productId + "/files", announcement);
        JsonNode upload = announced.path("upload");
        HttpRequest.Builder put = HttpRequest.newBuilder(
                        URI.create(upload.path("url").asString()))
                .timeout(Duration.ofSeconds(30))
                .PUT(BodyPublishers.ofByteArray(bytes));
        for (Map.Entry<String, JsonNode> header : upload.path("headers").properties()) {
            if (!OF_THE_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                put.header(header.getKey(), header.getValue().asString());
            }
        }
        sent(put.build());
        awaitScanned("/v1/products/" + productId + "/files/"
                + announced.path("file").path("id").asString() + "/complete");
    }

    /** Completing is asking, too. */
    private void awaitScanned(String completion) {
        for (int i = 0; i < LONGEST_SCAN_POLLS; i++) {
            if (!List.of("scanning", "processing")
                    .contains(post(completion, null).path("state").asString())) {
                return;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new IllegalStateException(
                "nobody has scanned what was uploaded, or made a picture of it: POST " + completion);
    }

    /** Submits a form on a page of Stripe's, which sends its visitor on somewhere: nobody goes there. */
    void fillIn(String page, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(page))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        if (response.statusCode() != 303) {
            throw new IllegalStateException("the page for sellers answered " + response.statusCode());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(baseUrl.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode sent(HttpRequest request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(request.method() + " "
                    + request.uri().getPath() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body().isBlank() || !response.body().startsWith("{")
                ? JSON.createObjectNode()
                : JSON.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri().getPath() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
