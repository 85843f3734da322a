package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a seller sees of what they have sold. */
class SalesTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String stranger = souk.token("another-" + Shop.unique());

    @Test
    void a_seller_finds_a_sale_its_customer_and_sends_the_receipt_again() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        buyer.getsMail();

        String sales = "/v1/stores/" + shop.slug + "/sales";
        Reply list = souk.call("GET", sales)
                .query("product", product)
                .query("state", "paid")
                .query("email", buyer.email)
                .query("from", "2020-01-01T00:00:00Z")
                .query("until", "2100-01-01T00:00:00Z")
                .bearer(shop.token)
                .ok(200);
        JsonNode sale = list.json().path("items").path(0);
        assertThat(sale.path("order_id").asString()).isEqualTo(order.text("id"));
        assertThat(sale.path("amounts").path("paid").path("amount").asLong()).isEqualTo(700);

        String one = sales + "/" + order.text("id");
        Reply detail = souk.call("GET", one).bearer(shop.token).ok(200);
        assertThat(detail.json().path("lines").path(0).path("product_id").asString())
                .isEqualTo(product);
        assertThat(detail.json().path("receipts")).hasSize(1);

        String customers = "/v1/stores/" + shop.slug + "/customers";
        JsonNode customer = souk.call("GET", customers)
                .bearer(shop.token)
                .ok(200)
                .json()
                .path("items")
                .path(0);
        assertThat(customer.path("email").asString()).isEqualTo(buyer.email);
        String theirs = customers + "/" + customer.path("id").asString();
        assertThat(souk.call("GET", theirs).bearer(shop.token).ok(200).json()).isEqualTo(customer);

        assertThat(souk.call("POST", one + "/receipt")
                        .bearer(shop.token)
                        .ok(200)
                        .text("times_sent_again"))
                .isEqualTo("1");
        Target.await(
                "a second receipt", () -> souk.mailsTo(buyer.email).size() == 2 ? Optional.of(true) : Optional.empty());
        Reply tooSoon = souk.call("POST", one + "/receipt").bearer(shop.token).wrong(429);
        assertThat(tooSoon.code()).isEqualTo("receipt_sent_already");
        assertThat(Integer.parseInt(tooSoon.header("Retry-After"))).isBetween(1, 600);

        for (String path : new String[] {sales, one, customers, theirs}) {
            souk.call("GET", path).bearer(stranger).wrong(404);
            souk.call("GET", path).wrong(401);
        }
        souk.call("POST", one + "/receipt").bearer(stranger).wrong(404);
        assertThat(souk.mailsTo(buyer.email)).hasSize(2);
    }

    @Test
    void what_cannot_be_is_refused_and_what_is_not_there_is_not_found() {
        String sales = "/v1/stores/" + shop.slug + "/sales";
        String customers = "/v1/stores/" + shop.slug + "/customers";
        for (String[] wrong : new String[][] {
            {"product", "book"},
            {"state", "sold"},
            {"from", "now"},
            {"until", "then"},
            {"email", "x"},
            {"discount", "x"}
        }) {
            assertThat(souk.call("GET", sales)
                            .query(wrong[0], wrong[1])
                            .bearer(shop.token)
                            .wrong(400)
                            .code())
                    .isEqualTo("invalid_parameter");
        }
        assertThat(souk.call("GET", sales)
                        .query("limit", "101")
                        .bearer(shop.token)
                        .wrong(400)
                        .code())
                .isEqualTo("out_of_range");
        for (String list : new String[] {sales, customers}) {
            assertThat(souk.call("GET", list)
                            .query("cursor", "AAAA")
                            .bearer(shop.token)
                            .wrong(400)
                            .code())
                    .isEqualTo("invalid_cursor");
        }
        souk.call("GET", sales + "/ord_00000000000000000000000000")
                .bearer(shop.token)
                .wrong(404);
        souk.call("POST", sales + "/ord_00000000000000000000000000/receipt")
                .bearer(shop.token)
                .wrong(404);
        souk.call("GET", customers + "/cus_00000000000000000000000000")
                .bearer(shop.token)
                .wrong(404);
    }
}
