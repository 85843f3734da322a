package dev.souk.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.auth.Reader;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import dev.souk.purchases.library.Library;
import dev.souk.test.ApiAnswer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Buying what is sold in variants. */
class VariantsTest {
    private static final Buying BUYING = new Buying();

    private final ProductId font = BUYING.market.aProduct("Lantern typeface", 1250);
    private final VariantId personal = aVariant("Personal", 1000);
    private final VariantId team = aVariant("Team", 4900);

    @AfterAll
    static void close() {
        BUYING.close();
    }

    @Test
    void a_variant_is_bought_at_its_price_and_under_its_name() {
        ApiAnswer order = wish(team).ordered();
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        JsonNode item = order.json().path("items").path(0);
        assertThat(item.path("title").asString()).isEqualTo("Lantern typeface");
        assertThat(item.path("variant").path("name").asString()).isEqualTo("Team");
        assertThat(item.path("variant").path("id").asString()).isEqualTo(team.text());
        assertThat(order.json().path("total").path("amount").asInt()).isEqualTo(4900);
        BUYING.market.database.update("UPDATE product_variants SET name = 'Company' WHERE id = ?", team);
        assertThat(BUYING.read(order)
                        .json()
                        .path("items")
                        .path(0)
                        .path("variant")
                        .path("name")
                        .asString())
                .isEqualTo("Team");
        assertThat(BUYING.stored(order).lines().getFirst().called()).isEqualTo("Lantern typeface (Team)");
    }

    @Test
    void what_cannot_be_bought_is_named() {
        ApiAnswer without = BUYING.wish(font).ordered();
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.code()).isEqualTo("variant_required");
        assertThat(without.wrongFields()).containsExactly("items[0].variant_id");

        ProductId other = BUYING.market.aProduct("Another", 500);
        assertThat(BUYING.wish(other).as(other, personal).ordered().code()).isEqualTo("variant_not_for_sale");
        assertThat(BUYING.wish(font)
                        .as(font, new VariantId(UUID.randomUUID()))
                        .ordered()
                        .code())
                .isEqualTo("variant_not_for_sale");
        touched("UPDATE product_variants SET state = 'retired' WHERE id = ?", team);
        ApiAnswer retired = wish(team).ordered();
        assertThat(retired.status()).isEqualTo(409);
        assertThat(retired.code()).isEqualTo("variant_not_for_sale");
        touched("UPDATE product_variants SET price_amount = 1100 WHERE id = ?", personal);
        ApiAnswer changed = wish(personal).at(1000).ordered();
        assertThat(changed.code()).isEqualTo("price_changed");
        assertThat(changed.text("detail")).contains("11.00 USD");
        BUYING.market.database.update("UPDATE products SET state = 'draft' WHERE id = ?", font);
        assertThat(wish(personal).ordered().code()).isEqualTo("product_not_for_sale");
    }

    @Test
    void one_for_what_a_buyer_wants_to_pay_has_a_least() {
        touched("UPDATE product_variants SET pay_what_you_want = TRUE WHERE id = ?", personal);
        assertThat(wish(personal)
                        .at(2000)
                        .ordered()
                        .json()
                        .path("total")
                        .path("amount")
                        .asInt())
                .isEqualTo(2000);
        assertThat(wish(personal).at(900).ordered().wrongFields()).containsExactly("items[0].price.amount");
    }

    /** Prices are looked up before the order is written: in between its seller can change what is sold. */
    @Test
    void what_changed_since_it_was_priced_is_not_written() {
        List<Offer> offers = List.of(offer(personal));
        assertThat(written(offers)).isTrue();
        touched("UPDATE product_variants SET price_amount = 2000 WHERE id = ?", personal);
        assertThat(written(offers)).as("priced before the price changed").isFalse();
        List<Offer> dearer = List.of(offer(personal));
        assertThat(written(dearer)).isTrue();
        touched("UPDATE product_variants SET state = 'retired' WHERE id = ?", personal);
        assertThat(written(dearer)).as("priced before it was retired").isFalse();

        ProductId plain = BUYING.market.aProduct("Plain", 700);
        Offer offer = Shops.in(BUYING.market.database)
                .offers(List.of(plain), Instant.now())
                .values()
                .iterator()
                .next()
                .offer();
        assertThat(written(List.of(offer))).isTrue();
        BUYING.market.aVariant(plain, "First", 900);
        assertThat(written(List.of(offer)))
                .as("priced before it was sold in variants")
                .isFalse();
    }

    @Test
    void while_a_seller_retires_a_variant_whoever_orders_is_told_or_ordered_before() throws Exception {
        List<ApiAnswer> answers = Buying.atOnce(6, () -> {
            ApiAnswer answer =
                    wish(team).from(UUID.randomUUID() + "@example.com").ordered();
            touched("UPDATE product_variants SET state = 'retired' WHERE id = ?", team);
            return answer;
        });
        assertThat(answers).extracting(ApiAnswer::status).isSubsetOf(201, 409);
        assertThat(answers)
                .filteredOn(each -> each.status() == 409)
                .extracting(ApiAnswer::code)
                .allMatch("variant_not_for_sale"::equals);
        assertThat(BUYING.market.count("order_lines WHERE variant_id = UNHEX('"
                        + team.value().toString().replace("-", "") + "')"))
                .isEqualTo(answers.stream().filter(each -> each.status() == 201).count());
        assertThat(wish(team).ordered().status()).isEqualTo(409);
    }

    @Test
    void another_variant_is_something_else_and_the_same_one_is_not() {
        assertThat(wish(personal).by("fault-42").ordered().status()).isEqualTo(201);
        assertThat(wish(personal).by("fault-42").ordered().code()).isEqualTo("already_ordered");
        assertThat(wish(team).by("fault-42").ordered().status()).isEqualTo(201);
    }

    @Test
    void a_discount_of_the_product_takes_off_its_variants() {
        BUYING.aDiscount("TEN" + UUID.randomUUID().toString().substring(0, 8), 1000, null);
        String code = BUYING.market
                .database
                .first("SELECT code FROM discounts ORDER BY created_at DESC LIMIT 1", row -> row.text("code"))
                .orElseThrow();
        assertThat(wish(team)
                        .with(code)
                        .ordered()
                        .json()
                        .path("total")
                        .path("amount")
                        .asInt())
                .isEqualTo(4410);
    }

    @Test
    void a_buyer_gets_the_files_of_the_variant_and_never_loses_one() {
        VariantId free = aVariant("Sampler", 0);
        FileId sample = BUYING.market.aFile(font, "sample.pdf", 100);
        FileId extra = BUYING.market.aFile(font, "extra.pdf", 100);
        touched("UPDATE product_variants SET all_files = FALSE WHERE id = ?", free);
        gives(free, sample);
        ApiAnswer order = wish(free).ordered();
        assertThat(order.text("state")).isEqualTo("paid");
        assertThat(files(order)).containsExactly("sample.pdf");

        FileId next = BUYING.market.aFile(font, "sample.pdf", 200);
        BUYING.market.database.update(
                "UPDATE product_files SET line_id = ?, version_number = 2 WHERE id = ?", sample, next);
        assertThat(files(order)).containsExactly("sample.pdf", "sample.pdf");
        gives(free, extra);
        assertThat(files(order)).contains("extra.pdf");
        BUYING.market.database.update(
                "UPDATE variant_files SET removed_at = ? WHERE variant_id = ? AND line_id = ?",
                Instant.now(),
                free,
                sample);
        assertThat(files(order)).contains("sample.pdf");
        assertThat(files(wish(free).from("later@example.com").ordered())).containsExactly("extra.pdf");
        touched("UPDATE product_variants SET state = 'retired' WHERE id = ?", free);
        BUYING.market.database.update("UPDATE products SET state = 'archived' WHERE id = ?", font);
        assertThat(files(order)).hasSize(3);
    }

    @Test
    void a_receipt_names_the_variant_and_does_not_take_another_one_for_the_same() {
        VariantId free = aVariant("Sampler", 0);
        BUYING.market.emails();
        wish(free).from("receipt@example.com").ordered();
        JsonNode receipt = BUYING.mails("receipt").getFirst();
        assertThat(receipt.path("lines").path(0).path("title").asString()).isEqualTo("Lantern typeface (Sampler)");
    }

    private VariantId aVariant(String name, long amount) {
        return BUYING.market.aVariant(font, name, amount);
    }

    private Buying.Wish wish(VariantId variant) {
        return BUYING.wish(font).as(font, variant);
    }

    private Offer offer(VariantId variant) {
        return Shops.in(BUYING.market.database)
                .variants(List.of(variant), Instant.now())
                .values()
                .iterator()
                .next();
    }

    private boolean written(List<Offer> offers) {
        OrderId id = new OrderId(UUID.randomUUID());
        Order order = Order.placed(
                id,
                Optional.empty(),
                new EmailAddress("buyer@example.com"),
                offers.stream().map(offer -> OrderLine.of(offer, 0, 0)).toList(),
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        return BUYING.market.database.transaction(
                tx -> Orders.in(tx).add(order, BUYING.market.links().token(id), order.createdAt(), offers));
    }

    /** As the catalogue changes a variant. */
    private void touched(String sql, VariantId variant) {
        BUYING.market.database.transaction(tx -> {
            tx.update("UPDATE products SET version = version + 1 WHERE id = ?", font);
            return tx.update(sql, variant);
        });
    }

    private static void gives(VariantId variant, FileId line) {
        BUYING.market.database.update("INSERT INTO variant_files (variant_id, line_id) VALUES (?, ?)", variant, line);
    }

    private static List<String> files(ApiAnswer order) {
        OrderId id = OrderId.parse(order.text("id")).orElseThrow();
        return new Library(BUYING.market.database)
                        .purchases(new Reader.LinkHolder(BUYING.market.links().token(id)), Optional.empty(), 10)
                        .orElseThrow()
                        .getFirst()
                        .files()
                        .stream()
                        .map(Deliverable::name)
                        .toList();
    }
}
