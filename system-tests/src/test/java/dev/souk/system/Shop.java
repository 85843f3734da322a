package dev.souk.system;

import dev.souk.lambda.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A seller of a test's own, and what sellers do. */
final class Shop {
    private final Target target;
    final String seller = "seller-" + unique();
    final String token;
    final String slug = "shop-" + unique();
    final String storeId;

    private static final int MOST_LOOKS = 40;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    Shop() {
        this(Target.it());
    }

    Shop(Target target) {
        this.target = target;
        this.token = target.token(seller);
        Reply store = target.call("POST", "/v1/stores")
                .bearer(token)
                .json(Json.write(Map.of("slug", slug, "name", "A shop")))
                .ok(201);
        storeId = store.text("id");
        getPaid();
    }

    /** Sets up payouts, without which nothing paid is sold. Asking again has Souk look at once, whatever becomes of the event. */
    private void getPaid() {
        String page = onboard().text("onboarding_url");
        fillIn(page, "legal_name=Ada+Seller&account_number=000123456789");
        JsonNode account = onboard().json().path("payout_account");
        // An answer that was asked for a moment earlier may be the one that counts: the next one is right.
        for (int again = 0; again < MOST_LOOKS && !isActive(account); again++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            account = onboard().json().path("payout_account");
        }
        if (!isActive(account)) {
            throw new AssertionError("the seller cannot be paid: " + account);
        }
    }

    private static boolean isActive(JsonNode account) {
        return account.path("state").asString("").equals("active");
    }

    Reply onboard() {
        return target.call("POST", "/v1/stores/" + storeId + "/payout-account")
                .bearer(token)
                .json("{\"country\": \"US\"}")
                .ok(200);
    }

    /** Submits the form of the payment provider's page for sellers; where it sends its visitor. */
    String fillIn(String page, String form) {
        HttpResponse<String> answer = target.send(HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        if (answer.statusCode() != 303) {
            throw new AssertionError("the page for sellers answered " + answer.statusCode());
        }
        return answer.headers().firstValue("Location").orElseThrow();
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    String email() {
        return seller + "@example.com";
    }

    /** A draft; its id. */
    String draft(String title, long amount) {
        return target.call("POST", "/v1/products")
                .bearer(token)
                .json(Json.write(Map.of(
                        "store_id", storeId, "title", title, "price", Map.of("amount", amount, "currency", "USD"))))
                .ok(201)
                .text("id");
    }

    /** A published product with one file of these bytes; its id. */
    String product(String title, long amount, byte[] bytes) {
        String product = draft(title, amount);
        upload(product, "Ein Büchlein ✓.pdf", bytes);
        target.call("POST", "/v1/products/" + product + "/publish")
                .bearer(token)
                .ok(200);
        return product;
    }

    /** As what else a product is sold; its id. */
    String variant(String product, String name, long amount) {
        return target.call("POST", "/v1/products/" + product + "/variants")
                .bearer(token)
                .json(Json.write(Map.of("name", name, "price", Map.of("amount", amount, "currency", "USD"))))
                .ok(201)
                .text("id");
    }

    void upload(String product, String name, byte[] bytes) {
        JsonNode announced = announce(product, name, bytes);
        HttpResponse<String> put = put(announced.path("upload"), bytes);
        if (put.statusCode() != 200) {
            throw new AssertionError("the upload answered " + put.statusCode() + ": " + put.body());
        }
        String file = announced.path("file").path("id").asString();
        var _ = Target.await(
                "the file is ready",
                () -> Optional.of(complete(product, file).ok(200).text("state")).filter("ready"::equals));
    }

    JsonNode announce(String product, String name, byte[] bytes) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", name);
        file.put("size", bytes.length);
        file.put("content_type", "application/pdf");
        file.put("sha256", sha256(bytes));
        return target.call("POST", "/v1/products/" + product + "/files")
                .bearer(token)
                .json(Json.write(file))
                .ok(201)
                .json();
    }

    Call complete(String product, String file) {
        return target.call("POST", "/v1/products/" + product + "/files/" + file + "/complete")
                .bearer(token);
    }

    /** Sends bytes to S3 as the answer to an announcement says. */
    HttpResponse<String> put(JsonNode upload, byte[] bytes) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(upload.path("url").asString()));
        upload.path("headers").properties().forEach(header -> {
            // HTTP clients write these themselves.
            if (!List.of("content-length", "host").contains(header.getKey().toLowerCase(java.util.Locale.ROOT))) {
                request.header(header.getKey(), header.getValue().asString());
            }
        });
        return target.send(
                request.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)).build());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
