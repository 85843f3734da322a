package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.FakeContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
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

    private static void sweepAfter(Duration later) {
        CatalogSweeperHandler sweeper = STALL.sweeper(Clock.offset(Clock.systemUTC(), later));
        sweeper.handleRequest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new FakeContext());
    }

    private static ApiAnswer draft(String key) {
        return STALL.ask(Stall.as("seller", "POST", "/v1/products")
                .header("Idempotency-Key", key)
                .json("""
                        {"store_id": "%s", "title": "X", "price": {"amount": 0, "currency": "USD"}}""".formatted(STORE.text())));
    }
}
