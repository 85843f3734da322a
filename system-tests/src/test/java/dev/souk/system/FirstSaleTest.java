package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FirstSaleTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final Buyer buyer = new Buyer();

    @Test
    void a_guest_buys_gets_the_receipt_follows_its_link_and_downloads_the_very_bytes() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        String product = shop.product("A book", 1250, bytes);

        Reply order = buyer.ordersAsGuest(product);
        assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
        buyer.seesPaid(order);

        String token = Buyer.tokenIn(buyer.getsMail());
        HttpResponse<byte[]> file = buyer.downloads(token);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(Shop.sha256(file.body())).isEqualTo(Shop.sha256(bytes));
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .contains("filename*=UTF-8''Ein%20B%C3%BCchlein%20%E2%9C%93.pdf");
    }

    @Test
    void a_signed_in_buyer_finds_what_was_bought_in_the_library() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        String token = souk.token(buyer.name);
        Reply order = buyer.ordersSignedIn(product, token);
        assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
        buyer.seesPaid(order);

        JsonNode library =
                souk.call("GET", "/v1/purchases").bearer(token).ok(200).json();
        assertThat(library.path("items")).hasSize(1);
        assertThat(library.path("items").path(0).path("product").path("title").asString())
                .isEqualTo("A book");
        assertThat(souk.call("GET", "/v1/orders").bearer(token).ok(200).json().path("items"))
                .hasSize(1);
        assertThat(buyer.getsMail()).contains("A book");
    }

    @Test
    void the_seller_is_told_of_the_sale() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        String subject = Target.await("the seller has mail", () -> {
            JsonNode mails = souk.mailsTo(shop.email());
            return mails.isEmpty()
                    ? Optional.empty()
                    : Optional.of(mails.get(0).path("subject").asString());
        });
        assertThat(subject).isNotBlank();
    }

    @Test
    void a_free_product_is_delivered_without_a_payment() {
        String product = shop.product("A sample", 0, Shop.bytes("the sample"));
        Reply order = buyer.ordersAsGuest(product);
        assertThat(order.text("state")).isEqualTo("paid");
        assertThat(buyer.getsMail()).contains("A sample");
    }

    @Test
    void a_declined_card_leaves_the_order_payable() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        Reply order = buyer.ordersAsGuest(product);
        assertThat(buyer.pays(order, Buyer.DECLINED_CARD)).isEqualTo(402);
        assertThat(buyer.reads(order).ok(200).text("state")).isEqualTo("awaiting_payment");
        assertThat(buyer.reads(order).ok(200).text("payment_url")).isNotEmpty();

        assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
        buyer.seesPaid(order);
    }

    @Test
    void a_product_called_script_is_harmless_in_the_receipt() {
        String product = shop.product("<script>alert(1)</script>", 0, Shop.bytes("x"));
        buyer.ordersAsGuest(product);
        buyer.getsMail();
        JsonNode mail = souk.mail(souk.mailsTo(buyer.email).get(0).path("id").asString());
        assertThat(mail.path("html").asString()).doesNotContain("<script>alert").contains("&lt;script&gt;");
    }

    @Test
    void what_is_published_is_found_and_what_is_a_draft_is_not() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        String draft = shop.draft("A draft", 700);
        JsonNode listed = souk.call("GET", "/v1/products")
                .query("store", shop.slug)
                .ok(200)
                .json()
                .path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("id").asString()).isEqualTo(product);
        souk.call("GET", "/v1/products/" + draft).wrong(404);
        souk.call("GET", "/v1/products/" + draft).bearer(shop.token).ok(200);
    }
}
