package dev.souk.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.ApiAnswer;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestStorage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The database is lost, and a dump of some time ago is all there is: what docs/operations.md says to do, done. */
@DisabledIfSystemProperty(
        named = "souk.mysql",
        matches = ".+",
        disabledReason = "the dump is made by MariaDB's own program")
class RestoreRehearsalTest {
    private static final byte[] BYTES = "the book".getBytes(StandardCharsets.UTF_8);
    private static final UserId OTHER = UserId.of("https://issuer.example", "other");

    @TempDir
    Path backups;

    private Market market;
    private Till till;
    private ProductId book;
    private StoreId otherStore;
    private ProductId song;

    @BeforeEach
    void open() {
        market = new Market();
        market.variables.putAll(TestStorage.variables());
        till = new Till(market);
        book = market.aProduct("A book", 1000);
        otherStore = market.anotherStore("other-shop", OTHER);
        song = market.aProduct(otherStore, OTHER, "A song", new Money(100, Currency.USD));
        TestStorage.put(
                market.database
                        .first(
                                "SELECT object_key FROM product_files WHERE product_id = ?",
                                row -> row.text("object_key"),
                                book)
                        .orElseThrow(),
                "application/pdf",
                BYTES);
    }

    @AfterEach
    void close() {
        till.close();
    }

    @Test
    void what_was_paid_before_the_dump_is_there_and_what_was_paid_after_it_comes_from_Stripe() throws Exception {
        OrderId settled = till.paidOrder(book);
        till.settle();
        OrderId toBeSettled = till.paidOrder(book);
        OrderId toBePaid = till.order(book, song);
        OrderId toBeRefunded = till.paidOrder(song);
        Path dump = backups.resolve("souk.sql");
        List<OrderId> meanwhile = ordersDuring(() -> market.test.dump(dump));

        till.clock.advance(Duration.ofHours(1));
        till.pay(toBePaid);
        till.stripe.money().refundFromDashboard(till.intent(toBeRefunded), null);
        assertThat(till.deliver()).isEmpty();
        OrderId after = till.paidOrder(book);
        till.settle();
        assertThat(till.balance("seller_payable"))
                .as("every seller has what is due")
                .isZero();
        long sellerHas = balanceAtStripe(market.store);
        long otherHas = balanceAtStripe(otherStore);
        Map<OrderId, String> payments = new HashMap<>();
        meanwhile.forEach(order -> payments.put(order, till.payment(order)));
        payments.put(after, till.payment(after));

        till.clock.advance(Duration.ofHours(1));
        try (Restored restored = new Restored(dump)) {
            assertThat(restored.migrated).as("migrations that were missing").isZero();
            assertThat(List.of(settled, toBeSettled, toBeRefunded))
                    .allSatisfy(order -> assertThat(restored.state(order)).contains(OrderState.PAID));
            assertThat(restored.state(toBePaid)).contains(OrderState.AWAITING_PAYMENT);
            assertThat(restored.state(after)).isEmpty();
            restored.isOfOneMoment();
            assertThat(restored.download(settled)).isEqualTo(BYTES);

            restored.reconcile();
            restored.doubtTransfers();
            restored.settle();
            restored.reconcile();

            assertThat(restored.state(toBePaid)).contains(OrderState.PAID);
            assertThat(restored.state(toBeRefunded)).contains(OrderState.REFUNDED);
            assertThat(restored.download(toBePaid)).isEqualTo(BYTES);
            restored.isOfOneMoment();
            assertThat(balanceAtStripe(market.store))
                    .as("nothing is sent twice")
                    .isEqualTo(sellerHas);
            assertThat(balanceAtStripe(otherStore)).as("nothing is sent twice").isEqualTo(otherHas);
            assertThat(restored.owedToSellers()).isZero();
            assertThat(restored.findings())
                    .as("orders that nobody knows of any more are for people to give back")
                    .containsExactlyInAnyOrderElementsOf(payments.keySet().stream()
                            .filter(order -> restored.state(order).isEmpty())
                            .map(order -> "payment_fits_no_order " + payments.get(order))
                            .toList());
        }
    }

    /** Orders that are placed and paid until something is through; one at least. */
    private List<OrderId> ordersDuring(Runnable work) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(work);
        List<OrderId> orders = new ArrayList<>();
        do {
            orders.add(till.paidOrder(book, song));
        } while (!running.isDone());
        running.join();
        return orders;
    }

    private long balanceAtStripe(StoreId store) {
        return till.stripe.money().balanceOf(Market.account(store), "usd");
    }

    /** The functions, on a database that came from a dump. */
    private final class Restored implements AutoCloseable {
        private final ByteArrayOutputStream log = new ByteArrayOutputStream();
        private final Database database;
        private final PurchasesRuntime runtime;
        private final PurchasesHandler api;
        final int migrated;

        Restored(Path dump) {
            TestDatabase test = TestDatabase.restored(dump);
            market.test.drop();
            migrated = test.migrate();
            test.letModulesIn();
            database = test.open();
            Map<String, String> variables = new HashMap<>(market.variables);
            variables.putAll(test.variables(DataOwner.PURCHASES));
            runtime = PurchasesRuntime.from(
                    Environment.of(variables),
                    till.clock,
                    new Log("purchases", new PrintStream(log, true, StandardCharsets.UTF_8), till.clock));
            api = new PurchasesHandler(runtime);
        }

        void reconcile() {
            till.clock.advance(Duration.ofMinutes(6));
            PaidMarket.call(new ReconcilerHandler(runtime));
        }

        void settle() {
            PaidMarket.call(new SettlementHandler(runtime));
        }

        /** What the runbook has people do before sellers are paid again. */
        void doubtTransfers() {
            database.update("UPDATE transfers SET attempts = attempts + 1, key_at = NULL WHERE state <> 'sent'");
        }

        Optional<OrderState> state(OrderId order) {
            return Orders.in(database).find(order).map(Order::state);
        }

        /** Whatever says that an order is paid says so of the same orders. */
        void isOfOneMoment() {
            assertThat(
                            count(
                                    "(SELECT transaction_id FROM ledger_entries GROUP BY transaction_id, currency HAVING SUM(amount) <> 0) x"))
                    .as("transactions that do not sum to zero")
                    .isZero();
            long paid = count("orders WHERE paid_at IS NOT NULL");
            assertThat(paid).isPositive();
            assertThat(count("ledger_transactions WHERE kind = 'sale'")).isEqualTo(paid);
            assertThat(count("charges")).isEqualTo(paid);
            assertThat(count("purchases"))
                    .isEqualTo(count("order_lines l JOIN orders o ON o.id = l.order_id WHERE o.paid_at IS NOT NULL"));
        }

        /** The bytes of the book, as the holder of the order's link gets them. */
        byte[] download(OrderId order) throws Exception {
            ApiAnswer answer = till.download(order, book, database, api);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            try (HttpClient http = HttpClient.newHttpClient()) {
                return http.send(
                                HttpRequest.newBuilder(URI.create(answer.text("url")))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body();
            }
        }

        long owedToSellers() {
            return database.first(
                            "SELECT CAST(COALESCE(SUM(amount), 0) AS SIGNED) AS n FROM ledger_entries WHERE account = 'seller_payable'",
                            row -> row.number("n"))
                    .orElseThrow();
        }

        List<String> findings() {
            return database.query(
                    "SELECT kind, reference FROM findings WHERE resolved_at IS NULL",
                    row -> row.text("kind") + " " + row.text("reference"));
        }

        private long count(String from) {
            return database.first("SELECT COUNT(*) AS n FROM " + from, row -> row.number("n"))
                    .orElseThrow();
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
