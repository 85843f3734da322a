package dev.souk.system;

import dev.souk.lambda.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Somebody who buys, and what buyers do. */
final class Buyer {
    static final String GOOD_CARD = "4242424242424242";
    static final String DECLINED_CARD = "4000000000000002";
    private static final int MOST_TRIES = 180;

    private final Target target;
    final String name = "buyer-" + Shop.unique();
    final String email = name + "@example.com";

    Buyer() {
        this(Target.it());
    }

    Buyer(Target target) {
        this.target = target;
    }

    /** A guest's cart as JSON. */
    String cart(String... products) {
        Map<String, Object> cart = new LinkedHashMap<>();
        cart.put(
                "items",
                Arrays.stream(products)
                        .map(product -> Map.of("product_id", product))
                        .toList());
        cart.put("email", email);
        return Json.write(cart);
    }

    Reply ordersAsGuest(String product) {
        return payable(target.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(cart(product)));
    }

    /** The order, also when its payment page takes a while: a repetition of the same request shows it as it is by then. */
    private static Reply payable(Call call) {
        return Target.await("the order can be paid", () -> {
            Reply order = call.made();
            return order.status() == 202 ? Optional.empty() : Optional.of(call.ok(201));
        });
    }

    /** As a client does that knows of retries: the same key until there is an answer. */
    Reply ordersPatiently(String... products) throws InterruptedException {
        Call call = target.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(cart(products));
        Reply order = call.made();
        for (int tries = 0; order.status() != 201; tries++) {
            boolean mayBeTriedAgain = order.status() == 202
                    || order.status() >= 500
                    || order.status() == 429
                    || order.code().equals("request_in_progress");
            if (!mayBeTriedAgain || tries == MOST_TRIES) {
                throw new AssertionError("after " + tries + " retries: " + order);
            }
            Thread.sleep(1_000);
            order = call.made();
        }
        return order;
    }

    Reply ordersSignedIn(String product, String token) {
        return payable(target.call("POST", "/v1/orders")
                .bearer(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(Map.of("items", List.of(Map.of("product_id", product))))));
    }

    /** Fills in the payment page; 303 when it is paid, 402 when the card is declined. */
    int pays(Reply order, String card) {
        String form = "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8)
                + "&name=Buyer&exp=12%2F34&cvc=123&card_number=" + card;
        HttpResponse<String> page = target.send(HttpRequest.newBuilder(URI.create(order.text("payment_url")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        return page.statusCode();
    }

    JsonNode seesPaid(Reply order) {
        return Target.await("the order is paid", () -> {
            JsonNode now = reads(order).ok(200).json();
            return now.path("state").asString().equals("paid") ? Optional.of(now) : Optional.empty();
        });
    }

    Call reads(Reply order) {
        return target.call("GET", "/v1/orders/" + order.text("id"))
                .header("Purchase-Token", order.text("purchase_token"));
    }

    /** The text of the first mail that arrives. */
    String getsMail() {
        return getsMail(Target.PATIENCE);
    }

    String getsMail(Duration patience) {
        return Target.await("a mail arrives", patience, () -> {
            JsonNode mails = target.mailsTo(email);
            return mails.isEmpty()
                    ? Optional.empty()
                    : Optional.of(target.mail(mails.get(0).path("id").asString())
                            .path("text")
                            .asString());
        });
    }

    /** Downloads the only file of the only purchase that {@code token} opens. */
    HttpResponse<byte[]> downloads(String token) throws Exception {
        JsonNode purchase = target.call("GET", "/v1/purchases")
                .header("Purchase-Token", token)
                .ok(200)
                .json()
                .path("items")
                .path(0);
        String url = target.call("POST", "/v1/purchases/" + purchase.path("id").asString() + "/downloads")
                .header("Purchase-Token", token)
                .json(Json.write(Map.of(
                        "file_id", purchase.path("files").path(0).path("id").asString())))
                .ok(201)
                .text("url");
        return target.http()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static String tokenIn(String mail) {
        String rest = mail.substring(mail.indexOf("purchases.html#") + "purchases.html#".length());
        return rest.split("\\s", 2)[0];
    }
}
