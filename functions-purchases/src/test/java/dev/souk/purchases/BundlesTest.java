package dev.souk.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.auth.Reader;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Buying what gives other products. */
class BundlesTest {
    private static final Buying BUYING = new Buying();

    private final ProductId font = BUYING.market.aProduct("Typeface", 1250);
    private final ProductId icons = BUYING.market.aProduct("Icons", 900);
    private final VariantId team = BUYING.market.aVariant(icons, "Team", 4900);
    private final ProductId bundle = aBundle(0);

    @AfterAll
    static void close() {
        BUYING.close();
    }

    @Test
    void a_bundle_is_one_line_and_one_purchase_with_the_files_of_all_that_it_gives() {
        ApiAnswer order = BUYING.wish(bundle).ordered();
        assertThat(order.text("state")).as(order.body()).isEqualTo("paid");
        JsonNode item = order.json().path("items").path(0);
        assertThat(order.json().path("items")).hasSize(1);
        assertThat(item.path("contents"))
                .extracting(each -> each.path("title").asString())
                .containsExactly("Typeface", "Icons");
        assertThat(item.path("contents").path(1).path("variant").path("name").asString())
                .isEqualTo("Team");
        Library.PurchaseEntry owned = owned(order);
        assertThat(owned.files()).extracting(Deliverable::product).containsExactlyInAnyOrder(font, icons);
        assertThat(owned.purchase().downloadsLeft()).isEqualTo(200);
        assertThat(owned.purchase().parts()).extracting(Part::called).containsExactly("Typeface", "Icons (Team)");
    }

    @Test
    void who_bought_it_keeps_what_it_gave_whatever_becomes_of_its_parts() {
        ApiAnswer before = BUYING.wish(bundle).ordered();
        BUYING.market.database.update("DELETE FROM bundle_parts WHERE bundle_id = ? AND part_id = ?", bundle, icons);
        BUYING.market.database.update("UPDATE products SET version = version + 1 WHERE id = ?", bundle);
        BUYING.market.database.update("UPDATE products SET state = 'archived', title = 'Gone' WHERE id = ?", icons);
        assertThat(owned(before).files()).hasSize(2);
        assertThat(owned(before).purchase().parts()).extracting(Part::title).contains("Icons");
        assertThat(owned(BUYING.wish(bundle).from("later@example.com").ordered())
                        .files())
                .hasSize(1);
        FileId next = BUYING.market.aFile(icons, "next.pdf", 10);
        assertThat(owned(before).files()).extracting(Deliverable::file).contains(next);
    }

    @Test
    void fault_32_what_is_taken_back_is_taken_back_as_a_whole() {
        ApiAnswer order = BUYING.wish(bundle).ordered();
        OrderId id = OrderId.parse(order.text("id")).orElseThrow();
        assertThat(Purchases.in(BUYING.market.database).revoke(id, 0, Instant.now()))
                .isTrue();
        assertThat(owned(order).purchase().revokedAt()).isPresent();
        assertThat(BUYING.market.count("purchases WHERE order_id = UNHEX('"
                        + id.value().toString().replace("-", "") + "')"))
                .isEqualTo(1);
    }

    @Test
    void while_a_part_is_not_for_sale_the_bundle_is_not() {
        BUYING.market.database.update("UPDATE product_variants SET state = 'retired' WHERE id = ?", team);
        ApiAnswer refused = BUYING.wish(bundle).ordered();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("part_not_for_sale");
        assertThat(refused.wrongFields()).containsExactly("items[0].product_id");
        assertThat(refused.text("detail")).contains("Icons (Team)");
        BUYING.market.database.update("UPDATE product_variants SET state = 'active' WHERE id = ?", team);
        BUYING.market.database.update(
                "UPDATE products SET on_sale_from = ? WHERE id = ?",
                Instant.now().plusSeconds(600),
                font);
        assertThat(BUYING.wish(bundle).ordered().code()).isEqualTo("part_not_for_sale");
        BUYING.market.database.update("UPDATE products SET on_sale_from = NULL WHERE id = ?", font);
        assertThat(BUYING.wish(bundle).ordered().status()).isEqualTo(201);
    }

    /** Contents are looked up before the order is written: in between its seller can change them, or take a part off sale. */
    @Test
    void what_changed_since_it_was_looked_up_is_not_written() {
        Offer offer = offer();
        assertThat(written(offer)).isTrue();
        BUYING.market.database.update("UPDATE products SET state = 'draft' WHERE id = ?", font);
        assertThat(written(offer)).as("a part went off sale").isFalse();
        BUYING.market.database.update("UPDATE products SET state = 'published' WHERE id = ?", font);
        assertThat(written(offer)).isTrue();
        BUYING.market.database.update("UPDATE products SET version = version + 1 WHERE id = ?", bundle);
        assertThat(written(offer)).as("its contents were changed").isFalse();
    }

    @Test
    void a_discount_takes_off_the_bundle_once() {
        ProductId dear = aBundle(2000);
        String code = "BUNDLE" + UUID.randomUUID().toString().substring(0, 6);
        BUYING.aDiscount(code, 2500, null);
        ApiAnswer order = BUYING.wish(dear).with(code).ordered();
        assertThat(order.json().path("total").path("amount").asInt()).isEqualTo(1500);
        assertThat(order.json()
                        .path("items")
                        .path(0)
                        .path("price")
                        .path("amount")
                        .asInt())
                .isEqualTo(2000);
    }

    private ProductId aBundle(long amount) {
        ProductId id = BUYING.market.aProduct("Everything", new Money(amount, Currency.USD));
        BUYING.market.database.update("DELETE FROM product_files WHERE product_id = ?", id);
        gives(id, 0, font, null);
        gives(id, 1, icons, team);
        return id;
    }

    private static void gives(ProductId bundle, int position, ProductId part, @Nullable VariantId variant) {
        BUYING.market.database.update(
                "INSERT INTO bundle_parts (bundle_id, position, part_id, variant_id) VALUES (?, ?, ?, ?)",
                bundle,
                position,
                part,
                variant);
    }

    private Offer offer() {
        Shops shops = Shops.in(BUYING.market.database);
        Bundle contents = shops.bundles(List.of(bundle), Instant.now())
                .values()
                .iterator()
                .next();
        return shops.offers(List.of(bundle), Instant.now())
                .values()
                .iterator()
                .next()
                .offer()
                .with(contents.parts());
    }

    private boolean written(Offer offer) {
        OrderId id = new OrderId(UUID.randomUUID());
        Order order = Order.placed(
                id,
                Optional.empty(),
                new EmailAddress("buyer@example.com"),
                List.of(OrderLine.of(offer, 0, 0)),
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        return BUYING.market.database.transaction(
                tx -> Orders.in(tx).add(order, BUYING.market.links().token(id), order.createdAt(), List.of(offer)));
    }

    private static Library.PurchaseEntry owned(ApiAnswer order) {
        OrderId id = OrderId.parse(order.text("id")).orElseThrow();
        return new Library(BUYING.market.database)
                .purchases(new Reader.LinkHolder(BUYING.market.links().token(id)), Optional.empty(), 10)
                .orElseThrow()
                .getFirst();
    }
}
