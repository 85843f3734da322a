package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How it goes with a store: what was looked at and sold, and what went back of it later. */
@Tag("not-on-localstack") // There as in the cloud days are added up by the next minute's sweep.
class AnalyticsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String analytics = "/v1/stores/" + shop.slug + "/analytics";

    @Test
    void a_seller_sees_what_was_looked_at_and_sold_and_a_refund_corrects_it() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        for (String agent :
                new String[] {"Mozilla/5.0 (a reader)", "Mozilla/5.0 (a reader)", "a-robot/1.0 (crawler)"}) {
            souk.call("POST", "/v1/products/" + product + "/views")
                    .header("User-Agent", agent)
                    .ok(204);
        }
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);

        JsonNode sold = awaited("the sale is in the sums", 1, 0);
        assertThat(sold.path("total").path("views").asLong())
                .as("twice from one address, and a robot")
                .isEqualTo(1);
        assertThat(sold.path("total").path("conversion_basis_points").asLong()).isEqualTo(10_000);
        assertThat(sold.path("total").path("money").path(0).path("revenue").asLong())
                .isEqualTo(700);
        assertThat(sold.path("items")).hasSize(3);
        JsonNode byProduct = souk.call("GET", analytics)
                .query("group", "product")
                .query("product", product)
                .query("from", day(-1))
                .query("to", day(1))
                .query("limit", "1")
                .bearer(shop.token)
                .ok(200)
                .json();
        assertThat(byProduct.path("items").path(0).path("product_id").asString())
                .isEqualTo(product);
        assertThat(byProduct.path("items").path(0).path("figures")).isEqualTo(sold.path("total"));

        souk.call("POST", "/v1/orders/" + order.text("id") + "/refunds")
                .bearer(shop.token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{\"amount\": 300}")
                .ok(201);
        JsonNode back = awaited("the refund is in the sums", 1, 1);
        assertThat(back.path("total").path("money").path(0).path("refunded").asLong())
                .isEqualTo(300);
    }

    private static String day(int fromToday) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(fromToday).toString();
    }

    private JsonNode awaited(String what, long sales, long refunded) {
        return Target.await(what, () -> {
            JsonNode told = souk.call("GET", analytics)
                    .query("from", day(-1))
                    .query("to", day(1))
                    .bearer(shop.token)
                    .ok(200)
                    .json();
            JsonNode total = told.path("total");
            return total.path("sales").asLong() == sales
                            && total.path("refunded_sales").asLong() == refunded
                            && told.path("days_being_corrected").isEmpty()
                    ? Optional.of(told)
                    : Optional.empty();
        });
    }

    @Test
    void what_cannot_be_read_is_refused_and_what_is_not_there_is_not_found() {
        assertThat(souk.call("GET", analytics)
                        .query("from", "2026-02-30")
                        .bearer(shop.token)
                        .wrong(400)
                        .code())
                .isEqualTo("invalid_parameter");
        assertThat(souk.call("GET", analytics)
                        .query("from", "2024-01-01")
                        .query("to", "2026-01-01")
                        .bearer(shop.token)
                        .wrong(400)
                        .code())
                .isEqualTo("out_of_range");
        assertThat(souk.call("GET", analytics)
                        .query("cursor", "nowhere")
                        .bearer(shop.token)
                        .wrong(400)
                        .code())
                .isEqualTo("invalid_cursor");
        souk.call("GET", analytics).wrong(401);
        souk.call("GET", analytics)
                .bearer(souk.token("another-" + Shop.unique()))
                .wrong(404);
        souk.call("POST", "/v1/products/prd_00000000000000000000000000/views").wrong(404);
    }
}
