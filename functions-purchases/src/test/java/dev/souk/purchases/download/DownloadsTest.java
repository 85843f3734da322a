package dev.souk.purchases.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.UserId;
import dev.souk.purchases.Market;
import dev.souk.purchases.Order;
import dev.souk.purchases.Purchases;
import dev.souk.purchases.Visit;
import dev.souk.purchases.download.DownloadOutcome.Granted;
import dev.souk.purchases.download.DownloadOutcome.NoSuchFile;
import dev.souk.purchases.download.DownloadOutcome.NoSuchPurchase;
import dev.souk.purchases.download.DownloadOutcome.Revoked;
import dev.souk.purchases.download.DownloadOutcome.UsedUp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadsTest {
    private static final Visit VISIT = new Visit(Optional.of("203.0.113.7"), Optional.of("a browser"));

    private final UserId buyer = UserId.of("https://issuer.example", "buyer");
    private final Reader signedIn = new Reader.SignedIn(buyer);
    private final PurchaseId purchase = new PurchaseId(UUID.randomUUID());
    private Market market;
    private Order order;
    private FileId file;
    private Downloads downloads;

    @BeforeEach
    void own() {
        market = new Market();
        ProductId product = market.aProduct("A book", 1250);
        file = market.aFile(product, "notes.pdf", 10);
        order = market.anOrder(product, 1250, Optional.of(buyer));
        Purchases.in(market.database).add(purchase, order.id(), 0, Optional.of(buyer), product, 3, Instant.now());
        downloads = new Downloads(
                market.database,
                each -> new FileLinks.FileLink(URI.create("https://files.example/" + each.objectKey()), Instant.EPOCH),
                IdSource.uuidV7(Clock.systemUTC()),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        market.close();
    }

    @Test
    void whoever_owns_it_gets_a_link_and_one_download_less() {
        DownloadOutcome first = downloads.grant(signedIn, purchase, file, VISIT);
        assertThat(first)
                .isInstanceOfSatisfying(
                        Granted.class,
                        granted -> assertThat(granted.downloadsLeft()).isEqualTo(2));
    }

    @Test
    void whoever_holds_the_link_of_the_order_gets_it_too() {
        Reader holder = new Reader.LinkHolder(market.links().token(order.id()));
        assertThat(downloads.grant(holder, purchase, file, VISIT)).isInstanceOf(Granted.class);
    }

    @Test
    void fault_35_a_version_that_its_seller_withdrew_is_given_to_who_ordered_before_and_to_nobody_else() {
        withdraw(order.createdAt().plusSeconds(1));
        assertThat(downloads.grant(signedIn, purchase, file, VISIT)).isInstanceOf(Granted.class);
        withdraw(order.createdAt().minusSeconds(1));
        assertThat(downloads.grant(signedIn, purchase, file, VISIT)).isInstanceOf(NoSuchFile.class);
    }

    private void withdraw(Instant at) {
        market.database.update("UPDATE product_files SET withdrawn_at = ? WHERE id = ?", at, file);
    }

    @Test
    void for_anybody_else_there_is_no_such_purchase() {
        Reader stranger = new Reader.SignedIn(UserId.of("https://issuer.example", "stranger"));
        Order another = market.anOrder(market.aProduct("Another", 100), 100);
        Reader otherLink = new Reader.LinkHolder(market.links().token(another.id()));
        assertThat(downloads.grant(stranger, purchase, file, VISIT)).isInstanceOf(NoSuchPurchase.class);
        assertThat(downloads.grant(otherLink, purchase, file, VISIT)).isInstanceOf(NoSuchPurchase.class);
    }

    @Test
    void a_file_of_another_product_is_not_given() {
        FileId foreign = market.aFile(market.aProduct("Another", 100), "other.pdf", 10);
        assertThat(downloads.grant(signedIn, purchase, foreign, VISIT)).isInstanceOf(NoSuchFile.class);
        assertThat(downloads.grant(signedIn, purchase, file, VISIT))
                .isInstanceOfSatisfying(
                        Granted.class,
                        granted -> assertThat(granted.downloadsLeft())
                                .as("the refused one was not counted")
                                .isEqualTo(2));
    }

    @Test
    void ten_at_once_get_no_more_than_the_limit() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Future<DownloadOutcome>> asked = IntStream.range(0, 10)
                    .mapToObj(_ -> threads.submit(() -> downloads.grant(signedIn, purchase, file, VISIT)))
                    .toList();
            int granted = 0;
            for (Future<DownloadOutcome> outcome : asked) {
                granted += outcome.get() instanceof Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(3);
        }
        assertThat(downloads.grant(signedIn, purchase, file, VISIT)).isInstanceOf(UsedUp.class);
    }

    @Test
    void fault_32_a_revoked_purchase_gives_nothing() {
        market.database.update("UPDATE purchases SET revoked_at = ? WHERE id = ?", Instant.now(), purchase);
        assertThat(downloads.grant(signedIn, purchase, file, VISIT)).isInstanceOf(Revoked.class);
    }

    @Test
    void a_link_lives_as_long_as_the_file_takes_and_twelve_hours_at_most() {
        assertThat(S3FileLinks.life(1)).isEqualTo(Duration.ofMinutes(5));
        assertThat(S3FileLinks.life(500_000_000))
                .isEqualTo(Duration.ofMinutes(5).plusSeconds(1000));
        assertThat(S3FileLinks.life(Long.MAX_VALUE)).isEqualTo(Duration.ofHours(12));
    }
}
