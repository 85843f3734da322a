package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every reason for which what a seller wants is refused, by its code, and what is left when it is not. */
@Tag("any-mode")
@Tag("not-on-localstack")
class SellerProblemsTest {
    private static final int MOST_FILES = 100;
    private static final int MOST_TOKENS = 50;

    private final Target souk = Target.it();
    private final Shop shop = new Shop();

    @Test
    void a_product_is_taken_off_sale_and_put_aside_and_comes_back_as_a_draft() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        assertThat(own("POST", "/v1/products/" + book + "/unpublish").ok(200).text("state"))
                .isEqualTo("draft");
        assertThat(own("POST", "/v1/products/" + book + "/archive").ok(200).text("state"))
                .isEqualTo("archived");
        assertThat(own("POST", "/v1/products/" + book + "/publish").wrong(409).code())
                .isEqualTo("product_archived");
    }

    @Test
    void a_product_has_so_many_files_and_a_person_so_many_tokens() {
        String book = shop.draft("A book", 700);
        IntStream.range(0, MOST_FILES).forEach(each -> shop.announce(book, each + ".pdf", Shop.bytes("x")));
        assertThat(own("POST", "/v1/products/" + book + "/files")
                        .json(Json.write(Map.of(
                                "name",
                                "more.pdf",
                                "size",
                                1,
                                "content_type",
                                "application/pdf",
                                "sha256",
                                Shop.sha256(Shop.bytes("x")))))
                        .wrong(409)
                        .code())
                .isEqualTo("too_many_files");

        String token = "{\"name\": \"One of many\", \"scopes\": [\"profile:read\"]}";
        String made = "";
        for (int each = 0; each < MOST_TOKENS; each++) {
            made = own("POST", "/v1/me/access-tokens").json(token).ok(201).text("id");
        }
        assertThat(own("POST", "/v1/me/access-tokens").json(token).wrong(409).code())
                .isEqualTo("too_many_access_tokens");
        own("DELETE", "/v1/me/access-tokens/" + made).ok(204);
        own("POST", "/v1/me/access-tokens").json(token).ok(201);
    }

    @Test
    void a_key_belongs_to_one_request() {
        String discounts = "/v1/stores/" + shop.slug + "/discounts";
        String products = "/v1/products";
        String discount = "{\"code\": \"KEYED\", \"percent_basis_points\": 1000}";
        String product = product("Keyed");
        assertThat(keyed(discounts, "k".repeat(300)).json(discount).wrong(400).code())
                .isEqualTo("invalid_idempotency_key");
        assertThat(keyed(products, "k".repeat(300)).json(product).wrong(400).code())
                .isEqualTo("invalid_idempotency_key");
        String key = UUID.randomUUID().toString();
        keyed(discounts, key).json(discount).ok(201);
        assertThat(keyed(discounts, key)
                        .json(discount.replace("KEYED", "OTHER"))
                        .wrong(422)
                        .code())
                .isEqualTo("idempotency_key_reused");
        assertThat(keyed(products, key).json(product).wrong(422).code())
                .as("of whatever kind")
                .isEqualTo("idempotency_key_reused");
        String another = UUID.randomUUID().toString();
        keyed(products, another).json(product).ok(201);
        assertThat(keyed(products, another).json(product("Other")).wrong(422).code())
                .isEqualTo("idempotency_key_reused");
        assertThat(own("POST", discounts).json("{\"code\": \"X\"}").wrong(422).code())
                .isEqualTo("invalid_fields");
    }

    @Test
    void a_discount_is_read_by_its_owner() {
        String id = own("POST", "/v1/stores/" + shop.slug + "/discounts")
                .json("{\"code\": \"READ\", \"percent_basis_points\": 1000}")
                .ok(201)
                .text("id");
        assertThat(own("GET", "/v1/discounts/" + id).ok(200).text("code")).isEqualTo("READ");
    }

    @Test
    void a_store_keeps_what_others_rely_on() {
        Shop other = new Shop();
        Reply store = own("GET", "/v1/stores/" + shop.slug).ok(200);
        Reply renamed = own("PATCH", "/v1/stores/" + shop.slug)
                .header("If-Match", store.header("ETag"))
                .json("{\"name\": \"Another name\"}")
                .ok(200);
        assertThat(own("PATCH", "/v1/stores/" + shop.slug)
                        .header("If-Match", renamed.header("ETag"))
                        .json("{\"slug\": \"" + other.slug + "\"}")
                        .wrong(409)
                        .code())
                .isEqualTo("slug_taken");
        shop.product("A book", 700, Shop.bytes("the book"));
        assertThat(own("PATCH", "/v1/stores/" + shop.slug)
                        .header("If-Match", renamed.header("ETag"))
                        .json("{\"currency\": \"EUR\"}")
                        .wrong(409)
                        .code())
                .isEqualTo("currency_in_use");
        assertThat(own("POST", "/v1/stores/" + shop.slug + "/payout-account")
                        .json("{\"country\": \"DE\"}")
                        .wrong(409)
                        .code())
                .isEqualTo("country_fixed");
    }

    private Call own(String method, String path) {
        return souk.call(method, path).bearer(shop.token);
    }

    private Call keyed(String path, String key) {
        return own("POST", path).header("Idempotency-Key", key);
    }

    private String product(String title) {
        return Json.write(
                Map.of("store_id", shop.storeId, "title", title, "price", Map.of("amount", 700, "currency", "USD")));
    }
}
