package dev.souk.purchases.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.Market;
import dev.souk.purchases.Till;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What sellers' programs hear of orders, on the queue. */
class SellerNewsTest {
    private static final UserId SELLER = UserId.of("https://issuer.example", "told-seller");
    private static Market market;
    private static Till till;

    private StoreId store;
    private ProductId book;

    @BeforeAll
    static void open() {
        market = new Market();
        till = new Till(market);
    }

    @AfterAll
    static void close() {
        till.close();
    }

    /** Each test has a store of its own. */
    @BeforeEach
    void openStore() {
        store = market.anotherStore("told-" + UUID.randomUUID().toString().substring(0, 8), SELLER);
        book = market.aProduct(store, SELLER, "A book", new Money(1000, Currency.USD));
    }

    @Test
    void each_store_hears_of_its_own_lines_alone_once_and_nothing_of_the_buyer() {
        UserId other = UserId.of("https://issuer.example", "other");
        StoreId shop = market.anotherStore("other-shop", other);
        ProductId song = market.aProduct(shop, other, "A song", new Money(500, Currency.USD));
        listen(store);
        listen(shop);
        OrderId order = till.paidOrder(book, song);
        till.deliver();
        List<JsonNode> all = taken();
        List<JsonNode> heard = of(all, store);
        assertThat(heard).hasSize(1);
        JsonNode mine = heard.getFirst();
        assertThat(mine.path("type").asString()).isEqualTo("sale.completed");
        assertThat(mine.path("data").path("order_id").asString()).isEqualTo(order.text());
        assertThat(mine.path("data").path("total").toString()).isEqualTo("{\"amount\":1000,\"currency\":\"USD\"}");
        assertThat(mine.path("data").path("lines")).hasSize(1);
        assertThat(of(all, shop))
                .singleElement()
                .satisfies(theirs -> assertThat(
                                theirs.path("data").path("total").path("amount").asInt())
                        .isEqualTo(500));
        assertThat(all.toString()).doesNotContain("buyer", "@", "usr_");
        till.settle();
        assertThat(heard()).isEmpty();
    }

    @Test
    void where_nobody_listens_nothing_is_sent() {
        till.paidOrder(book);
        assertThat(heard()).isEmpty();
    }

    @Test
    void a_refund_says_what_went_back() {
        OrderId order = till.paidOrder(book);
        listen(store);
        till.stripe.money().refundFromDashboard(till.intent(order), 400L);
        till.deliver();
        till.deliver();
        List<JsonNode> heard = heard();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().path("type").asString()).isEqualTo("sale.refunded");
        assertThat(heard.getFirst().path("data").path("refunded").path("amount").asInt())
                .isEqualTo(400);
        assertThat(heard.getFirst().path("data").path("refund_id").asString()).startsWith("rfd_");
    }

    @Test
    void a_dispute_is_told_when_it_is_opened_and_when_it_is_decided() {
        OrderId order = till.paidOrder(book);
        listen(store);
        String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        JsonNode opened = heard().getFirst();
        assertThat(opened.path("type").asString()).isEqualTo("dispute.opened");
        assertThat(opened.path("data").path("reason").asString()).isEqualTo("fraudulent");
        till.stripe.money().decideDispute(dispute, false);
        till.deliver();
        List<JsonNode> closed = heard();
        assertThat(closed).hasSize(1);
        assertThat(closed.getFirst().path("type").asString()).isEqualTo("dispute.closed");
        assertThat(closed.getFirst().path("data").path("outcome").asString()).isEqualTo("lost");
        assertThat(closed.getFirst().path("data").path("dispute_id").asString())
                .isEqualTo(opened.path("data").path("dispute_id").asString());
    }

    /** As functions-webhooks would have written it. */
    private void listen(StoreId store) {
        market.database.update("""
                INSERT INTO webhook_endpoints
                    (id, store_id, slot, url, event_types, description, state, secret, version, created_at, updated_at)
                VALUES (?, ?, 1, 'https://hooks.example', 'sale.completed', '', 'enabled', '', 1, ?, ?)""", UUID.randomUUID(), store, Instant.now(), Instant.now());
    }

    /** The payloads of this test's store that lie on the queue, which are taken off it. */
    private List<JsonNode> heard() {
        return of(taken(), store);
    }

    private static List<JsonNode> taken() {
        return market.taken("seller-webhooks").stream()
                .map(message -> Json.tree(Json.tree(message).path("payload").asString()))
                .toList();
    }

    private static List<JsonNode> of(List<JsonNode> all, StoreId store) {
        return all.stream()
                .filter(payload ->
                        payload.path("data").path("store_id").asString().equals(store.text()))
                .toList();
    }
}
