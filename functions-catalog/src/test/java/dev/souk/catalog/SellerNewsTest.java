package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.model.StoreId;
import dev.souk.test.QueueEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What sellers' programs hear of the catalogue. */
class SellerNewsTest {
    private static final Stall STALL = new Stall(Map.of("FILE_SCAN", "required"));

    private final String seller = "seller " + UUID.randomUUID();
    private final StoreId store =
            STALL.store(seller, "store-" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void a_file_that_the_scan_finds_clean_is_news_once() {
        listen();
        String product = STALL.drafted(seller, store, "Lantern");
        String file = STALL.readyFile(seller, product);
        assertThat(heard()).isEmpty();
        scanned(product, file, "NO_THREATS_FOUND");
        scanned(product, file, "NO_THREATS_FOUND");
        assertThat(heard()).hasSize(1);
        JsonNode payload = heard().getFirst();
        assertThat(payload.path("type").asString()).isEqualTo("file.ready");
        JsonNode data = payload.path("data");
        assertThat(data.path("store_id").asString()).isEqualTo(store.text());
        assertThat(data.path("product_id").asString()).isEqualTo(product);
        assertThat(data.path("file_id").asString()).isEqualTo(file);
        assertThat(data.path("purpose").asString()).isEqualTo("download");
    }

    @Test
    void a_file_that_harms_is_news_with_the_reason() {
        listen();
        String product = STALL.drafted(seller, store, "Lantern");
        String file = STALL.readyFile(seller, product);
        scanned(product, file, "THREATS_FOUND");
        JsonNode payload = heard().getFirst();
        assertThat(payload.path("type").asString()).isEqualTo("file.rejected");
        assertThat(payload.path("data").path("rejected_because").path(0).asString())
                .isEqualTo("malware");
    }

    @Test
    void where_nobody_listens_nothing_is_written() {
        String product = STALL.drafted(seller, store, "Lantern");
        scanned(product, STALL.readyFile(seller, product), "NO_THREATS_FOUND");
        assertThat(heard()).isEmpty();
    }

    /** As functions-webhooks would have written it. */
    private void listen() {
        STALL.database.update("""
                INSERT INTO webhook_endpoints
                    (id, store_id, slot, url, event_types, description, state, secret, version, created_at, updated_at)
                VALUES (?, ?, 1, 'https://hooks.example', 'file.ready', '', 'enabled', '', 1, ?, ?)""", UUID.randomUUID(), store, Instant.now(), Instant.now());
    }

    private void scanned(String product, String file, String result) {
        List<String> failed = new QueueEvent()
                .message(
                        UUID.randomUUID().toString(),
                        ScanEvents.of(STALL.variables().getOrDefault("FILES_BUCKET", ""), product + "/" + file, result))
                .to(STALL.scans(Log.of("worker-file-scans")));
        assertThat(failed).isEmpty();
    }

    /** The payloads in the outbox of this test's store, oldest first. */
    private List<JsonNode> heard() {
        return STALL
                .database
                .query(
                        "SELECT body FROM catalog_outbox WHERE queue = 'seller-webhooks' ORDER BY id",
                        row -> Json.tree(row.text("body")))
                .stream()
                .filter(message -> message.path("store").asString().equals(store.text()))
                .map(message -> Json.tree(message.path("payload").asString()))
                .toList();
    }
}
