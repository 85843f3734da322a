package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a buyer says of a product, from the purchase to the seller's answer, and every problem on the way. */
class ReviewsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();

    @Test
    void a_buyer_reviews_what_they_bought_and_the_seller_answers() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        String token = order.text("purchase_token");
        String path = "/v1/purchases/" + purchaseOf(token) + "/review";
        String list = "/v1/products/" + product + "/reviews";
        asGuest("GET", path, token).wrong(404);

        Reply first = asGuest("PUT", path, token)
                .json("{\"rating\":4,\"text\":\"Good.\",\"author\":\"Noor\"}")
                .ok(201);
        asGuest("PUT", path, token)
                .json("{\"rating\":5,\"text\":\"Better than I thought.\"}")
                .ok(200);
        assertThat(asGuest("GET", path, token).ok(200).text("text")).isEqualTo("Better than I thought.");
        assertThat(souk.call("GET", "/v1/products/" + product)
                        .ok(200)
                        .json()
                        .path("rating")
                        .toString())
                .isEqualTo("{\"average_hundredths\":500,\"reviews\":1}");

        String answer = "/v1/reviews/" + first.text("id") + "/answer";
        String stores = "/v1/stores/" + shop.slug + "/reviews";
        assertThat(souk.call("GET", stores)
                        .bearer(shop.token)
                        .query("answered", "false")
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .as("what waits for an answer")
                .isEqualTo(first.text("id"));
        souk.call("PUT", answer)
                .bearer(shop.token)
                .json("{\"text\":\"Thank you.\"}")
                .ok(200);
        assertThat(souk.call("GET", list)
                        .query("rating", "5")
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("answer")
                        .path("text")
                        .asString())
                .isEqualTo("Thank you.");
        souk.call("DELETE", answer).bearer(shop.token).ok(204);
        asGuest("DELETE", path, token).ok(204);
        assertThat(souk.call("GET", list).ok(200).json().path("items").size()).isZero();
    }

    @Test
    void what_cannot_be_is_refused_and_says_why() {
        String product = shop.product("Another book", 700, Shop.bytes("another"));
        Buyer buyer = new Buyer();
        String token = souk.token(buyer.name);
        Reply order = buyer.ordersSignedIn(product, token);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        String path = "/v1/purchases/" + purchaseOf(order.text("purchase_token")) + "/review";

        assertThat(souk.call("PUT", path)
                        .bearer(token)
                        .json("{\"rating\":9}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("rating");
        souk.call("PUT", path).bearer(token).json("{\"rating\":").wrong(400);
        souk.call("PUT", path).bearer(token).text("text/plain", "great").wrong(415);
        souk.call("PUT", path)
                .bearer(token)
                .json("{\"text\":\"" + "x".repeat(300_000) + "\"}")
                .wrong(413);
        souk.call("PUT", path).json("{\"rating\":5}").wrong(401);
        souk.call("DELETE", path).bearer(token).wrong(404);
        assertThat(souk.call("GET", "/v1/products/" + product + "/reviews")
                        .query("rating", "6")
                        .wrong(400)
                        .wrongFields())
                .containsExactly("rating");
        assertThat(souk.call("GET", "/v1/stores/" + shop.slug + "/reviews")
                        .bearer(shop.token)
                        .query("answered", "perhaps")
                        .wrong(400)
                        .wrongFields())
                .containsExactly("answered");
        String review = souk.call("PUT", path)
                .bearer(token)
                .json("{\"rating\":5}")
                .ok(201)
                .text("id");
        souk.call("PUT", "/v1/reviews/" + review + "/answer")
                .bearer(token)
                .json("{\"text\":\"Mine\"}")
                .wrong(404);
        assertThat(souk.call("PUT", "/v1/reviews/" + review + "/answer")
                        .bearer(shop.token)
                        .json("{\"text\":\" \"}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("text");

        Reply own = buyer.ordersSignedIn(product, shop.token);
        buyer.pays(own, Buyer.GOOD_CARD);
        buyer.seesPaid(own);
        assertThat(souk.call("PUT", "/v1/purchases/" + purchaseOf(own.text("purchase_token")) + "/review")
                        .bearer(shop.token)
                        .json("{\"rating\":5}")
                        .wrong(409)
                        .code())
                .isEqualTo("own_product");
        souk.call("POST", "/v1/orders/" + order.text("id") + "/refunds")
                .bearer(shop.token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{\"reason\":\"asked for\"}")
                .ok(201);
        String code = Target.await("the purchase is taken back", () -> {
            Reply refused =
                    souk.call("PUT", path).bearer(token).json("{\"rating\":1}").made();
            return Optional.of(refused).filter(reply -> reply.status() == 403).map(Reply::code);
        });
        assertThat(code).isEqualTo("purchase_revoked");
    }

    @Test
    void what_was_free_or_bought_twice_is_not_reviewed_by_anybody_as_often_as_they_like() {
        String sample = shop.product("A sample", 0, Shop.bytes("a sample"));
        String free = new Buyer().ordersAsGuest(sample).text("purchase_token");
        assertThat(asGuest("PUT", "/v1/purchases/" + purchaseOf(free) + "/review", free)
                        .json("{\"rating\":5}")
                        .wrong(409)
                        .code())
                .isEqualTo("free_without_account");

        String book = shop.product("A book", 700, Shop.bytes("the book"));
        Buyer buyer = new Buyer();
        String[] tokens = new String[2];
        for (int each = 0; each < tokens.length; each++) {
            Reply order = buyer.ordersAsGuest(book);
            buyer.pays(order, Buyer.GOOD_CARD);
            buyer.seesPaid(order);
            tokens[each] = order.text("purchase_token");
        }
        asGuest("PUT", "/v1/purchases/" + purchaseOf(tokens[0]) + "/review", tokens[0])
                .json("{\"rating\":5}")
                .ok(201);
        assertThat(asGuest("PUT", "/v1/purchases/" + purchaseOf(tokens[1]) + "/review", tokens[1])
                        .json("{\"rating\":5}")
                        .wrong(409)
                        .code())
                .isEqualTo("reviewed_already");
    }

    private Call asGuest(String method, String path, String token) {
        return souk.call(method, path).header("Purchase-Token", token);
    }

    private String purchaseOf(String token) {
        return souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", token)
                .ok(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }
}
