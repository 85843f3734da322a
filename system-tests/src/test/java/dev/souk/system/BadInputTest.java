package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.souk.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever is sent, the answer is a problem that names the field, and nothing has changed. */
class BadInputTest {
    private static final String NO_STORE = "sto_00000000000000000000000000";
    private static final String NO_PRODUCT = "prd_00000000000000000000000000";

    private final Target souk = Target.it();
    private final Shop shop = new Shop();

    @Test
    void a_product_with_any_slip_is_refused_by_the_name_of_the_field() {
        Map<String, String> slips = new LinkedHashMap<>();
        slips.put("\"price\":{\"amount\":-1,\"currency\":\"USD\"}", "price.amount");
        slips.put("\"price\":{\"amount\":1.5,\"currency\":\"USD\"}", "price.amount");
        slips.put("\"price\":{\"amount\":\"700\",\"currency\":\"USD\"}", "price.amount");
        slips.put("\"price\":{\"amount\":100000000,\"currency\":\"USD\"}", "price.amount");
        slips.put("\"price\":{\"amount\":99999999999999999999,\"currency\":\"USD\"}", "price.amount");
        slips.put("\"price\":{\"amount\":49,\"currency\":\"USD\"}", "price.amount");
        slips.put("\"price\":{\"amount\":700,\"currency\":\"usd\"}", "price.currency");
        slips.put("\"price\":{\"amount\":700,\"currency\":\"XXX\"}", "price.currency");
        slips.put("\"price\":{\"amount\":700}", "price.currency");
        slips.put("\"price\":700", "price");
        slips.forEach((price, field) ->
                assertRefused("{\"store_id\":\"" + shop.storeId + "\",\"title\":\"A book\"," + price + "}", field));

        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("\"\"", "title");
        titles.put("\"   \"", "title");
        titles.put("7", "title");
        titles.put("null", "title");
        titles.put("[\"A book\"]", "title");
        titles.put("\"" + "x".repeat(201) + "\"", "title");
        titles.put("\"a\\u0000b\"", "title");
        titles.put("\"a\\nb\"", "title");
        titles.put("\"a\\u202egpj.exe\"", "title");
        titles.put("\"\\ud83d\"", "title");
        titles.forEach((title, field) -> assertRefused(
                "{\"store_id\":\"" + shop.storeId + "\",\"title\":" + title
                        + ",\"price\":{\"amount\":700,\"currency\":\"USD\"}}",
                field));

        String rest = "\"price\":{\"amount\":700,\"currency\":\"USD\"}}";
        assertRefused("{\"store_id\":\"" + NO_STORE + "\",\"title\":\"A book\"," + rest, "store_id");
        assertRefused("{\"store_id\":\"store\",\"title\":\"A book\"," + rest, "store_id");
        assertRefused("{\"title\":\"A book\"," + rest, "store_id");
        assertRefused(
                "{\"store_id\":\"" + shop.storeId + "\",\"title\":\"A book\",\"state\":\"published\"," + rest, "state");
        assertThat(mine()).isEmpty();
    }

    @Test
    void a_price_of_minus_one_is_refused_by_name() {
        assertRefused(
                "{\"store_id\":\"" + shop.storeId
                        + "\",\"title\":\"A book\",\"price\":{\"amount\":-1,\"currency\":\"USD\"}}",
                "price.amount");
    }

    @Test
    void broken_json_is_refused_before_anything_else_is_looked_at() {
        for (String body : List.of("{", "{\"title\":}", "not json", "{\"title\":\"a\"} x", "\u0000")) {
            Reply reply = souk.call("POST", "/v1/products")
                    .bearer(shop.token)
                    .json(body)
                    .wrong(400);
            assertThat(reply.code()).as(body).isEqualTo("malformed_json");
        }
        souk.call("POST", "/v1/products").bearer(shop.token).json("[]").wrong(422);
        souk.call("POST", "/v1/products")
                .bearer(shop.token)
                .text("text/plain", "{}")
                .wrong(415);
        assertThat(mine()).isEmpty();
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        String big = "{\"store_id\":\"" + shop.storeId + "\",\"title\":\"" + "x".repeat(300_000) + "\"}";
        souk.call("POST", "/v1/products").bearer(shop.token).json(big).wrong(413);

        Reply atTheGate = souk.call("POST", "/v1/products")
                .bearer(shop.token)
                .json("{\"title\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}")
                .made();
        assertThat(atTheGate.status()).isEqualTo(413);
    }

    @Test
    void a_forged_cursor_and_a_limit_out_of_range_are_refused() {
        for (String cursor : List.of("x", "AAAA", "A".repeat(60), "../../etc", "eyJpZCI6MX0")) {
            Reply reply =
                    souk.call("GET", "/v1/products").query("cursor", cursor).wrong(400);
            assertThat(reply.wrongFields()).containsExactly("cursor");
        }
        for (String limit : List.of("0", "101", "-1", "x", "1.5", "99999999999")) {
            Reply reply = souk.call("GET", "/v1/products").query("limit", limit).wrong(400);
            assertThat(reply.wrongFields()).containsExactly("limit");
        }
    }

    @Test
    void a_token_that_is_not_the_issuers_word_is_refused() throws Exception {
        String good = shop.token;
        JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
        RSAKey stranger = new RSAKeyGenerator(2048)
                .keyID(SignedJWT.parse(good).getHeader().getKeyID())
                .generate();
        SignedJWT foreign = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(stranger.getKeyID())
                        .jwk(stranger.toPublicJWK())
                        .build(),
                claims);
        foreign.sign(new RSASSASigner(stranger));
        String[] parts = good.split("\\.", 3);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("unsigned", new PlainJWT(claims).serialize());
        tokens.put("signed by a key it brings along", foreign.serialize());
        tokens.put("with its signature cut off", parts[0] + "." + parts[1] + ".");
        tokens.put(
                "with other claims",
                parts[0] + "."
                        + SignedJWT.parse(foreign.serialize()).getPayload().toBase64URL() + "x." + parts[2]);
        tokens.put("no token", "x");
        tokens.put("empty", "");
        tokens.forEach((what, token) -> {
            Reply reply = souk.call("GET", "/v1/me")
                    .header("Authorization", "Bearer " + token)
                    .wrong(401);
            // API Gateway gives this header another name on its way out.
            assertThat(reply.header("x-amzn-Remapped-WWW-Authenticate"))
                    .as(what)
                    .contains("Bearer");
            assertThat(reply.wrongFields()).as(what).containsExactly("Authorization");
        });
        souk.call("GET", "/v1/me").wrong(401);
        souk.call("GET", "/v1/me").header("Authorization", "Basic c2VsbGVyOng=").wrong(401);
    }

    @Test
    void an_order_needs_its_key_and_a_key_belongs_to_one_request() {
        Buyer buyer = new Buyer();
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        String other = shop.product("Another", 700, Shop.bytes("another"));
        Reply keyless =
                souk.call("POST", "/v1/orders").json(buyer.cart(product)).wrong(400);
        assertThat(keyless.wrongFields()).containsExactly("Idempotency-Key");

        String key = UUID.randomUUID().toString();
        souk.call("POST", "/v1/orders")
                .header("Idempotency-Key", key)
                .json(buyer.cart(product))
                .ok(201);
        Reply reused = souk.call("POST", "/v1/orders")
                .header("Idempotency-Key", key)
                .json(buyer.cart(other))
                .wrong(422);
        assertThat(reused.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void unknown_ids_name_nothing() {
        souk.call("GET", "/v1/products/" + NO_PRODUCT).wrong(404);
        souk.call("GET", "/v1/products/x").wrong(404);
        souk.call("GET", "/v1/stores/no-such-store").wrong(404);
        souk.call("GET", "/v1/orders/ord_00000000000000000000000000")
                .bearer(shop.token)
                .wrong(404);
        souk.call("GET", "/v1/purchases/pur_x").bearer(shop.token).wrong(404);
        souk.call("POST", "/v1/products/" + NO_PRODUCT + "/publish")
                .bearer(shop.token)
                .wrong(404);
    }

    @Test
    void fault_28_a_file_whose_bytes_are_not_what_was_announced_never_gets_ready() {
        String product = shop.draft("A book", 700);
        byte[] promised = Shop.bytes("the promised bytes");

        JsonNode missing = shop.announce(product, "missing.pdf", promised);
        Reply early = shop.complete(product, missing.path("file").path("id").asString())
                .wrong(409);
        assertThat(early.code()).isEqualTo("upload_missing");

        JsonNode other = shop.announce(product, "other.pdf", promised);
        assertThat(shop.put(other.path("upload"), Shop.bytes("THE PROMISED BYTES"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.put(other.path("upload"), Shop.bytes("shorter")).statusCode())
                .isGreaterThanOrEqualTo(400);
        shop.complete(product, other.path("file").path("id").asString()).wrong(409);

        Reply unready = souk.call("POST", "/v1/products/" + product + "/publish")
                .bearer(shop.token)
                .wrong(409);
        assertThat(unready.code()).isEqualTo("no_ready_file");
        souk.call("GET", "/v1/products/" + product).wrong(404);
    }

    /** There is no GuardDuty on LocalStack, nor anything in its place. */
    @Tag("not-on-localstack")
    @Test
    void malware_is_rejected_removed_and_never_sold() {
        String product = shop.draft("A book", 700);
        // What every scanner takes for malware, and no scanner should find in this file: eicar.org.
        byte[] harmful = new StringBuilder("*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X")
                .reverse()
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
        JsonNode file = shop.announce(product, "free-font.zip", harmful);
        assertThat(shop.put(file.path("upload"), harmful).statusCode()).isEqualTo(200);
        Reply found = Target.await(
                "the scan has spoken",
                () -> Optional.of(shop.complete(
                                        product, file.path("file").path("id").asString())
                                .made())
                        .filter(reply -> reply.status() == 409));
        assertThat(found.code()).isEqualTo("malware_found");
        assertThat(souk.call(
                                "DELETE",
                                "/v1/products/" + product + "/files/"
                                        + file.path("file").path("id").asString())
                        .bearer(shop.token)
                        .wrong(409)
                        .code())
                .isEqualTo("upload_over");
        Reply unready = souk.call("POST", "/v1/products/" + product + "/publish")
                .bearer(shop.token)
                .wrong(409);
        assertThat(unready.code()).isEqualTo("no_ready_file");
    }

    @Test
    void an_edit_needs_to_say_of_what_and_a_late_one_is_told() {
        String product = shop.draft("A book", 700);
        Reply read =
                souk.call("GET", "/v1/products/" + product).bearer(shop.token).ok(200);
        Call edit =
                souk.call("PATCH", "/v1/products/" + product).bearer(shop.token).json("{\"title\":\"Another\"}");
        assertThat(edit.wrong(428).wrongFields()).containsExactly("If-Match");
        edit.header("If-Match", read.header("ETag")).ok(200);
        assertThat(edit.wrong(412).wrongFields()).containsExactly("If-Match");
        edit.header("If-Match", "\"nonsense\"").wrong(412);
    }

    @Test
    void a_slug_is_taken_once() {
        Reply taken = souk.call("POST", "/v1/stores")
                .bearer(souk.token("another-" + Shop.unique()))
                .json(Json.write(Map.of("slug", shop.slug, "name", "A copy")))
                .wrong(409);
        assertThat(taken.code()).isEqualTo("slug_taken");
    }

    private void assertRefused(String body, String field) {
        Reply reply =
                souk.call("POST", "/v1/products").bearer(shop.token).json(body).wrong(422);
        assertThat(reply.wrongFields()).as(body).containsExactly(field);
    }

    private JsonNode mine() {
        return souk.call("GET", "/v1/me/products")
                .bearer(shop.token)
                .ok(200)
                .json()
                .path("items");
    }
}
