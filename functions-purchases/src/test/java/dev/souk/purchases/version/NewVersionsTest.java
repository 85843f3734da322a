package dev.souk.purchases.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.message.EmailMessage.NewVersion;
import dev.souk.purchases.Market;
import dev.souk.purchases.Offer;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.Purchases;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.AtOnce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which buyers are told of a new version, and how often. */
class NewVersionsTest {
    private static final Market MARKET = new Market();
    private static final Database DATABASE = MARKET.test.openAs(DataOwner.PURCHASES);
    private static final IdSource IDS = IdSource.uuidV7(Clock.systemUTC());
    private static final PurchaseLinks LINKS = MARKET.links();
    private final Instant before = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MICROS);

    private final ProductId product = MARKET.aProduct("Typeface", 700);
    private final FileId file = MARKET.aFile(product, "typeface-2.zip", 10);
    private final NewVersions versions = versions(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
        MARKET.close();
    }

    @BeforeEach
    void askFor() {
        MARKET.database.update("DELETE FROM version_notices");
        MARKET.database.update("DELETE FROM purchases_outbox");
        ask(file);
    }

    private void ask(FileId wanted) {
        MARKET.database.update(
                "INSERT INTO version_notices (file_id, product_id, requested_by, requested_at) VALUES (?, ?, ?, ?)",
                wanted,
                product,
                MARKET.seller,
                Instant.now());
    }

    @Test
    void who_bought_before_it_is_told_once_an_address_and_nobody_else() {
        OrderId first = bought("a@example.com", before);
        bought("A@example.com", before);
        bought("b@example.com", before);
        bought("late@example.com", Instant.now().plusSeconds(60));
        MARKET.database.update(
                "UPDATE purchases SET revoked_at = ? WHERE order_id = ?",
                Instant.now(),
                bought("refunded@example.com", before));

        assertThat(versions.tell(() -> true)).isEqualTo(2);
        List<NewVersion> mails = written();
        assertThat(mails)
                .extracting(mail -> mail.to().value())
                .containsExactlyInAnyOrder("a@example.com", "b@example.com");
        NewVersion mail = mails.stream()
                .filter(each -> each.order().equals(first))
                .findFirst()
                .orElseThrow();
        assertThat(mail.title()).isEqualTo("As it was called");
        assertThat(mail.store()).isEqualTo("Paper & Ink");
        assertThat(mail.file()).isEqualTo("typeface-2.zip");
        assertThat(mail.link()).isEqualTo(LINKS.link(first));
        assertThat(versions.tell(() -> true)).isZero();
        bought("c@example.com", before);
        assertThat(versions.tell(() -> true)).as("it is done").isZero();
    }

    @Test
    void who_wants_no_such_mails_about_the_product_gets_none_and_can_want_them_again() {
        PurchaseId wish = purchase(bought("no@example.com", before));
        bought("no@example.com", before);
        VersionMailWishes wishes = VersionMailWishes.in(DATABASE);
        wishes.refuse(wish, Instant.now());
        wishes.refuse(wish, Instant.now());
        assertThat(versions.tell(() -> true)).isZero();

        wishes.want(wish);
        wishes.want(wish);
        ask(MARKET.aFile(product, "typeface-3.zip", 10));
        assertThat(versions.tell(() -> true)).isEqualTo(1);
    }

    @Test
    void who_has_it_by_a_bundle_is_told_too_and_once_with_it_by_itself() {
        bought("both@example.com", before);
        inABundle(bought("both@example.com", before, MARKET.aProduct("Everything", 900)));
        OrderId bundle = bought("bundle@example.com", before, MARKET.aProduct("Everything", 900));
        inABundle(bundle);
        bought("other@example.com", before, MARKET.aProduct("Another", 900));
        assertThat(versions.tell(() -> true)).isEqualTo(2);
        assertThat(written())
                .extracting(mail -> mail.to().value())
                .containsExactlyInAnyOrder("both@example.com", "bundle@example.com");

        VersionMailWishes.in(DATABASE).refuse(purchase(bundle), Instant.now());
        ask(MARKET.aFile(product, "typeface-3.zip", 10));
        assertThat(versions.tell(() -> true)).isEqualTo(1);
    }

    /** The line of the order gives this test's product. */
    private void inABundle(OrderId order) {
        MARKET.database.update("UPDATE order_lines SET parts = 1 WHERE order_id = ?", order);
        MARKET.database.update(
                "INSERT INTO order_parts (order_id, position, part, product_id, title) VALUES (?, 0, 0, ?, 'Typeface')",
                order,
                product);
    }

    @Test
    void what_is_not_ready_or_was_withdrawn_is_not_told_of() {
        bought("a@example.com", before);
        MARKET.database.update("UPDATE product_files SET state = 'scanning' WHERE id = ?", file);
        assertThat(versions.tell(() -> true)).isZero();
        MARKET.database.update(
                "UPDATE product_files SET state = 'ready', withdrawn_at = ? WHERE id = ?", Instant.now(), file);
        assertThat(versions.tell(() -> true)).isZero();
        MARKET.database.update("UPDATE product_files SET withdrawn_at = NULL WHERE id = ?", file);
        assertThat(versions.tell(() -> true)).isEqualTo(1);
    }

    /** More than a page; and the second page fails once, in the middle of its mails. */
    @Test
    void whoever_goes_on_after_a_failure_tells_the_rest_and_nobody_twice() {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            addresses.add("buyer" + i + "@example.com");
            bought(addresses.getLast(), before);
        }
        MARKET.database.update("""
                CREATE TRIGGER full before INSERT ON purchases_outbox FOR EACH ROW
                IF (SELECT COUNT(*) FROM purchases_outbox) >= 150 THEN SIGNAL SQLSTATE '45000'; END IF
                """);
        assertThatThrownBy(() -> versions.tell(() -> true)).isInstanceOf(RuntimeException.class);
        MARKET.database.update("DROP TRIGGER full");
        assertThat(written()).hasSize(100);

        assertThat(versions.tell(() -> true)).isEqualTo(130);
        assertThat(written()).extracting(mail -> mail.to().value()).containsExactlyInAnyOrderElementsOf(addresses);
    }

    @Test
    void of_two_sweepers_at_once_each_tells_others() {
        for (int i = 0; i < 150; i++) {
            bought("reader" + i + "@example.com", before);
        }
        assertThat(AtOnce.by(4, _ -> versions(DATABASE).tell(() -> true)).stream()
                        .mapToInt(told -> told)
                        .sum())
                .isEqualTo(150);
        assertThat(written()).extracting(mail -> mail.to().value()).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void one_without_time_leaves_it_to_the_next() {
        bought("a@example.com", before);
        assertThat(versions.tell(() -> false)).isZero();
        assertThat(versions.tell(() -> true)).isEqualTo(1);
    }

    private static NewVersions versions(Database database) {
        Clock clock = Clock.systemUTC();
        Outbox outbox = new Outbox("purchases_outbox", database, (_, _) -> Set.of(), clock, Log.of("test"));
        return new NewVersions(database, outbox, LINKS, clock, Log.of("test"));
    }

    private OrderId bought(String email, Instant at) {
        return bought(email, at, product);
    }

    private OrderId bought(String email, Instant at, ProductId what) {
        Money price = new Money(700, Currency.USD);
        Order order = Order.placed(
                new OrderId(IDS.next()),
                Optional.empty(),
                new EmailAddress(email),
                List.of(OrderLine.of(
                        new Offer(
                                what,
                                MARKET.store,
                                MARKET.seller,
                                "As it was called",
                                Optional.empty(),
                                price,
                                false,
                                List.of(),
                                1),
                        0,
                        0)),
                Optional.empty(),
                at.truncatedTo(ChronoUnit.MICROS));
        MARKET.placed(order);
        Purchases.in(MARKET.database)
                .add(new PurchaseId(IDS.next()), order.id(), 0, Optional.empty(), what, 3, Instant.now());
        return order.id();
    }

    private static PurchaseId purchase(OrderId order) {
        return MARKET.database
                .first("SELECT id FROM purchases WHERE order_id = ?", row -> new PurchaseId(row.uuid("id")), order)
                .orElseThrow();
    }

    private static List<NewVersion> written() {
        return MARKET.database.query("SELECT body FROM purchases_outbox WHERE queue = 'emails'", row ->
                (NewVersion) EmailMessages.read(row.text("body")));
    }
}
