package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.FakeContext;
import dev.souk.test.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogSweeperTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @Test
    void keys_are_good_for_two_days_and_then_deleted() {
        String key = UUID.randomUUID().toString();
        String first = Stall.expect(201, draft(key)).text("id");
        sweepAfter(Duration.ofHours(47));
        assertThat(draft(key).text("id")).isEqualTo(first);
        sweepAfter(Duration.ofHours(49));
        assertThat(draft(key).text("id")).isNotEqualTo(first);
    }

    @Test
    void fault_28_an_upload_that_is_never_finished_is_forgotten_with_all_that_was_stored_of_it() {
        String product = STALL.drafted("seller", STORE, "Unfinished");
        String ready = STALL.readyFile("seller", product);
        Bytes goods = Bytes.of("uploaded and left");
        ApiAnswer left = STALL.announce("seller", product, goods.announcement());
        Stall.upload(left, goods.bytes());
        ApiAnswer never =
                STALL.announce("seller", product, Bytes.of("never uploaded").announcement());
        sweepAfter(Duration.ofHours(47));
        assertThat(STALL.product("seller", product).json().path("files")).hasSize(3);

        sweepAfter(Duration.ofHours(49));
        assertThat(STALL.product("seller", product).json().path("files")).hasSize(1);
        assertThat(STALL.product("seller", product)
                        .json()
                        .path("files")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(ready);
        assertThat(TestStorage.read(product + "/" + left.text("file", "id"))).isEmpty();
        assertThat(TestStorage.read(product + "/" + ready)).isPresent();
        for (ApiAnswer gone : List.of(left, never)) {
            assertThat(STALL.complete("seller", product, gone.text("file", "id"))
                            .status())
                    .isEqualTo(404);
        }
    }

    /** The store was down after the file was rejected, or the function was killed there. */
    @Test
    void what_was_half_forgotten_is_forgotten_by_the_next_call() {
        String product = STALL.drafted("seller", STORE, "Half forgotten");
        ApiAnswer left = STALL.announce("seller", product, Bytes.of("left").announcement());
        CatalogSweeperHandler cutOff = STALL.sibling(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"))
                .sweeper(Clock.offset(Clock.systemUTC(), Duration.ofHours(49)));
        assertThatThrownBy(() -> sweep(cutOff)).isInstanceOf(FileStore.Unavailable.class);
        assertThat(STALL.complete("seller", product, left.text("file", "id")).status())
                .isEqualTo(404);
        sweepAfter(Duration.ofHours(49));
        assertThat(STALL.product("seller", product).json().path("files").isEmpty())
                .isTrue();
    }

    private static void sweepAfter(Duration later) {
        sweep(STALL.sweeper(Clock.offset(Clock.systemUTC(), later)));
    }

    private static void sweep(CatalogSweeperHandler sweeper) {
        sweeper.handleRequest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new FakeContext());
    }

    private static ApiAnswer draft(String key) {
        return STALL.ask(Stall.as("seller", "POST", "/v1/products")
                .header("Idempotency-Key", key)
                .json("""
                        {"store_id": "%s", "title": "X", "price": {"amount": 0, "currency": "USD"}}""".formatted(STORE.text())));
    }
}
