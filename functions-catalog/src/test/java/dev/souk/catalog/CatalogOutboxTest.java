package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.message.WorkQueue;
import dev.souk.test.FakeContext;
import dev.souk.test.RealServices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The catalogue's messages, under its own account of the database, on a real queue. */
class CatalogOutboxTest {
    private static final EmbeddedSqs SQS = RealServices.sqs();
    private static final Stall STALL = new Stall(Map.of(
            "AWS_ENDPOINT_URL_SQS",
            SQS.endpoint().toString(),
            "EMAILS_QUEUE_URL",
            SQS.queueUrl(WorkQueue.EMAILS.queueName()).toString()));

    private final UUID id = UUID.randomUUID();

    @Test
    void fault_17_what_was_committed_and_not_sent_is_sent_by_the_sweeper() throws IOException {
        put();
        call(STALL.outboxSweeper(in(Duration.ZERO)));
        assertThat(sent()).as("it is left to who wrote it at first").isFalse();
        call(STALL.outboxSweeper(in(Duration.ofMinutes(1))));
        assertThat(sent()).isTrue();
    }

    @Test
    void what_was_sent_is_forgotten_after_a_week() throws IOException {
        put();
        call(STALL.outboxSweeper(in(Duration.ofMinutes(1))));
        call(STALL.sweeper(in(Duration.ofDays(6))));
        assertThat(rows()).isOne();
        call(STALL.sweeper(in(Duration.ofDays(8))));
        assertThat(rows()).isZero();
    }

    private void put() {
        Outbox outbox = CatalogRuntime.outbox(
                Environment.of(STALL.variables()), STALL.database, Clock.systemUTC(), Log.of("catalog"));
        STALL.database.transaction(tx -> outbox.put(tx, WorkQueue.EMAILS, id, "{}"));
    }

    private boolean sent() {
        return !STALL.database
                .query("SELECT id FROM catalog_outbox WHERE id = ? AND sent_at IS NOT NULL", row -> row.uuid("id"), id)
                .isEmpty();
    }

    private int rows() {
        List<UUID> rows = STALL.database.query("SELECT id FROM catalog_outbox WHERE id = ?", row -> row.uuid("id"), id);
        return rows.size();
    }

    private static Clock in(Duration time) {
        return Clock.offset(Clock.systemUTC(), time);
    }

    private static void call(RequestStreamHandler function) throws IOException {
        function.handleRequest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new FakeContext());
    }
}
