package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same request several times at once, under one key: one is worked on, and the others are told so or get its answer. */
@Tag("any-mode")
@Tag("not-on-localstack")
class AtOnceTest {
    private static final int AT_ONCE = 6;
    /** How many rounds may go by in which the first is done before any other asks. */
    private static final int MOST_ROUNDS = 50;

    private final Target souk = Target.it();
    private final Shop shop = new Shop();

    @Test
    void a_product_is_drafted_once() throws Exception {
        collide(() -> own("/v1/products")
                .json(Json.write(Map.of(
                        "store_id",
                        shop.storeId,
                        "title",
                        "Once",
                        "price",
                        Map.of("amount", 700, "currency", "USD")))));
    }

    @Test
    void a_discount_is_offered_once() throws Exception {
        collide(() -> {
            String code = "ONCE-" + Shop.unique();
            return own("/v1/stores/" + shop.slug + "/discounts")
                    .json("{\"code\": \"" + code + "\", \"percent_basis_points\": 1000}");
        });
    }

    @Test
    void a_variant_is_offered_once() throws Exception {
        collide(() -> own("/v1/products/" + shop.draft("Once", 700) + "/variants")
                .json("{\"name\": \"Once\", \"price\": {\"amount\": 700, \"currency\": \"USD\"}}"));
    }

    @Test
    void an_order_is_placed_and_a_refund_made_once() throws Exception {
        String book = shop.product("A book", 7_000, Shop.bytes("the book"));
        collide(() -> souk.call("POST", "/v1/orders").json(new Buyer().cart(book)));

        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(book);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        collide(() -> own("/v1/orders/" + order.text("id") + "/refunds").json("{\"amount\": 100}"));
    }

    /** @param request a new one each time */
    private void collide(Supplier<Call> request) throws Exception {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                Call call = request.get()
                        .header("Idempotency-Key", UUID.randomUUID().toString());
                List<Callable<Reply>> same = IntStream.range(0, AT_ONCE)
                        .<Callable<Reply>>mapToObj(_ -> call::made)
                        .toList();
                List<Reply> replies =
                        senders.invokeAll(same).stream().map(Future::resultNow).toList();
                assertThat(replies)
                        .allSatisfy(reply -> assertThat(
                                        reply.status() < 300 || reply.code().equals("request_in_progress"))
                                .as(reply.toString())
                                .isTrue());
                assertThat(replies.stream()
                                .filter(reply -> reply.status() < 300)
                                .map(reply -> reply.text("id"))
                                .distinct())
                        .as("one thing was made, whoever was told of it")
                        .hasSize(1);
                if (replies.stream().anyMatch(reply -> reply.status() == 409)) {
                    return;
                }
            }
        }
        throw new AssertionError("nobody was ever told that a request is in progress");
    }

    private Call own(String path) {
        return souk.call("POST", path).bearer(shop.token);
    }
}
