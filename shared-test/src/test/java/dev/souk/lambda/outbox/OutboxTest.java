package dev.souk.lambda.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox.Entry;
import dev.souk.lambda.outbox.OutboxSweeperFunction.Waiting;
import dev.souk.lambda.queue.QueueSender;
import dev.souk.lambda.queue.SqsSender;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.model.message.WorkQueue;
import dev.souk.test.FakeContext;
import dev.souk.test.HandClock;
import dev.souk.test.Logged;
import dev.souk.test.RealServices;
import dev.souk.test.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The outbox between a real database and a real queue that a test may take away. */
class OutboxTest {
    private static final String TABLE = "purchases_outbox";
    private static final String SCANNED = "Handler_read_rnd_next";
    private static final Duration GRACE = Duration.ofSeconds(31);
    private static final TestDatabase SCHEMA = TestDatabase.fresh();
    private static final EmbeddedSqs SQS = EmbeddedSqs.inMemory(0, RealServices.workQueues(Duration.ofHours(1)));
    private static final AwsSettings AWS = AwsSettings.from(Environment.of(Map.of(
            "AWS_REGION", SQS.region(),
            "AWS_ACCESS_KEY_ID", SQS.accessKey(),
            "AWS_SECRET_ACCESS_KEY", SQS.secretKey(),
            "AWS_ENDPOINT_URL_SQS", SQS.endpoint().toString())));
    private static final SqsClient CLIENT = SqsClient.builder()
            .region(AWS.awsRegion())
            .credentialsProvider(AWS.credentials())
            .endpointOverride(SQS.endpoint())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    private final HandClock clock = HandClock.now();
    private final Logged logged = new Logged();
    private final Database database = SCHEMA.open();
    private final SqsSender sender =
            new SqsSender(AWS, Map.of(WorkQueue.EMAILS, SQS.queueUrl(WorkQueue.EMAILS.queueName())), logged.log());
    private final Outbox outbox = outbox(database, sender);

    @BeforeAll
    static void reachable() {
        assertThat(received()).isEmpty();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        SQS.close();
    }

    @BeforeEach
    void empty() {
        received();
        database.update("DELETE FROM " + TABLE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_message_that_is_put_and_sent_is_on_the_queue_once_and_keeps_no_body() {
        Entry entry = committed("{\"to\":\"buyer@example.com\"}");
        outbox.send(List.of(entry));

        assertThat(received()).containsExactly("{\"to\":\"buyer@example.com\"}");
        assertThat(unsent()).isZero();
        assertThat(count("body IS NULL AND due_at IS NULL AND sent_at IS NOT NULL"))
                .isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        assertThat(outbox.sweep()).isZero();
        assertThat(received()).isEmpty();
    }

    @Test
    void a_message_goes_out_under_the_trace_that_it_was_put_in_also_from_the_sweepers_hands() {
        List<Entry> now = new ArrayList<>();
        now.add(under(header(1), () -> committed("at once")));
        now.add(under(header(2), () -> committed("beside it, of another")));
        now.add(committed("of none"));
        outbox.send(now);
        assertThat(receivedWithTraces())
                .containsEntry("at once", header(1))
                .containsEntry("beside it, of another", header(2))
                .containsEntry("of none", "");

        under(header(3), () -> committed("left behind"));
        clock.advance(GRACE);
        assertThat(under(header(9), outbox::sweep)).isEqualTo(1);
        assertThat(receivedWithTraces()).containsExactly(Map.entry("left behind", header(3)));
        assertThat(logged.of("outbox.sent_late")).singleElement().satisfies(line -> {
            assertThat("Root=" + line.path("trace_id").asString()).isEqualTo(header(3));
            assertThat(line.path("request_id").asString()).isEqualTo("sweep");
        });
    }

    @Test
    void a_row_of_the_release_before_has_no_trace_and_is_sent_all_the_same() {
        database.update(
                "INSERT INTO " + TABLE + " (id, queue, body, created_at, due_at) VALUES (?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                "emails",
                "of an old function",
                clock.instant(),
                clock.instant());
        assertThat(under(header(9), outbox::sweep)).isEqualTo(1);
        assertThat(receivedWithTraces()).containsExactly(Map.entry("of an old function", ""));
    }

    private static String header(int number) {
        return "Root=1-6789123" + number + "-abcdef012345678912345678";
    }

    private static <T> T under(String header, Supplier<T> work) {
        return Log.during("sweep", TraceHeader.of(header), work::get);
    }

    @Test
    void a_message_that_is_taken_back_is_not_sent_unless_that_is_rolled_back() {
        Entry done = committed("done with");
        Entry kept = committed("still wanted");
        database.transaction(tx -> {
            outbox.drop(tx, done.id());
            return true;
        });
        assertThatThrownBy(() -> database.transaction(tx -> {
                    outbox.drop(tx, kept.id());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        clock.advance(Duration.ofDays(1));
        assertThat(outbox.sweep()).isEqualTo(1);
        assertThat(received()).containsExactly("still wanted");
        assertThat(unsent()).isZero();
    }

    @Test
    void how_long_the_oldest_waits_is_known_and_is_nothing_once_all_is_sent() {
        Duration rounding = Duration.ofMillis(1);
        assertThat(outbox.oldest()).isZero();
        committed("first");
        clock.advance(Duration.ofMinutes(7));
        committed("second");
        assertThat(outbox.oldest()).isCloseTo(Duration.ofMinutes(7), rounding);
        outbox.sweep();
        clock.advance(GRACE);
        assertThat(outbox.oldest()).isCloseTo(GRACE, rounding);
        outbox.sweep();
        assertThat(outbox.oldest()).isZero();
        received();
    }

    @Test
    void the_sweeper_says_how_long_what_it_left_has_been_waiting_and_nothing_when_nothing_is() {
        Logged said = new Logged();
        OutboxSweeperFunction sweeper =
                new OutboxSweeperFunction(outbox, said.log(), new Waiting("other.waiting", () -> Duration.ZERO)) {};
        sweep(sweeper);
        assertThat(said.text()).isEmpty();

        committed("left behind");
        clock.advance(Duration.ofMinutes(7));
        SQS.stopListening();
        try {
            sweep(sweeper);
        } finally {
            SQS.startListening();
        }
        assertThat(said.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("event").asString()).isEqualTo("outbox.waiting");
            assertThat(line.path("oldest_seconds").asInt()).isBetween(419, 420);
        });

        clock.advance(GRACE);
        sweep(sweeper);
        assertThat(said.of("outbox.waiting")).as("it has gone out").hasSize(1);
        received();
    }

    private static void sweep(OutboxSweeperFunction sweeper) {
        sweeper.handleRequest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new FakeContext());
    }

    @Test
    void a_transaction_that_is_rolled_back_sends_nothing_ever() {
        assertThatThrownBy(() -> database.transaction(tx -> {
                    outbox.put(tx, WorkQueue.EMAILS, UUID.randomUUID(), "never");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        clock.advance(Duration.ofDays(1));
        assertThat(outbox.sweep()).isZero();
        assertThat(received()).isEmpty();
    }

    @Test
    void what_a_crash_between_commit_and_send_left_is_swept_after_the_grace_and_not_before() {
        committed("left behind");
        assertThat(outbox.sweep()).as("its writer may be about to send it").isZero();
        clock.advance(GRACE);
        assertThat(outbox.sweep()).isEqualTo(1);
        assertThat(outbox.sweep()).isZero();
        assertThat(received()).containsExactly("left behind");
    }

    @Test
    void a_crash_between_send_and_mark_gives_the_same_message_twice() {
        QueueSender dies = (queue, messages) -> {
            sender.send(queue, messages);
            throw new IllegalStateException("killed");
        };
        Entry entry = committed("twice");
        outbox(database, dies).send(List.of(entry));
        assertThat(unsent()).isEqualTo(1);
        clock.advance(GRACE);
        assertThat(outbox.sweep()).isEqualTo(1);
        assertThat(received()).containsExactly("twice", "twice");
    }

    @Test
    void a_queue_that_is_down_undoes_nothing_and_gets_the_message_later() {
        Entry entry = committed("patient");
        SQS.stopListening();
        try {
            outbox.send(List.of(entry));
            clock.advance(GRACE);
            assertThat(outbox.sweep()).isZero();
        } finally {
            SQS.startListening();
        }
        assertThat(unsent()).isEqualTo(1);
        assertThat(outbox.sweep()).as("the last try was a moment ago").isZero();
        clock.advance(GRACE);
        assertThat(outbox.sweep()).isEqualTo(1);
        assertThat(received()).containsExactly("patient");
        assertThat(logged.text()).contains("queue.send_failed").doesNotContain("patient");
    }

    @Test
    void a_sweep_ends_when_the_queue_takes_nothing_rather_than_trying_every_row() {
        for (int i = 0; i < 120; i++) {
            committed("row " + i);
        }
        clock.advance(GRACE);
        List<Integer> calls = new ArrayList<>();
        outbox(database, (_, messages) -> {
                    calls.add(messages.size());
                    return java.util.Set.of();
                })
                .sweep();
        assertThat(calls).containsExactly(50);
        assertThat(outbox.sweep()).as("the others are still due").isEqualTo(70);
    }

    @Test
    void two_sweepers_at_once_send_nothing_twice() throws Exception {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            committed("row " + i);
            bodies.add("row " + i);
        }
        clock.advance(GRACE);
        List<Callable<Integer>> sweepers = new ArrayList<>();
        List<Database> databases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Database own = SCHEMA.open();
            databases.add(own);
            sweepers.add(() -> outbox(own, sender).sweep());
        }
        int sent = 0;
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> one : pool.invokeAll(sweepers)) {
                sent += one.get();
            }
        }
        databases.forEach(Database::close);
        assertThat(sent).isEqualTo(300);
        assertThat(received()).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(unsent()).isZero();
    }

    @Test
    void a_sweeper_does_not_wait_for_the_rows_that_another_has_taken() {
        committed("taken");
        clock.advance(GRACE);
        Database other = SCHEMA.open();
        try {
            other.<Boolean>transaction(tx -> {
                tx.query("SELECT id FROM " + TABLE + " FOR UPDATE", row -> row.uuid("id"));
                assertThat(outbox.sweep()).isZero();
                return true;
            });
        } finally {
            other.close();
        }
        assertThat(outbox.sweep()).isEqualTo(1);
    }

    @Test
    void more_than_one_call_takes_and_large_ones_are_sent_all_the_same() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            entries.add(committed("x".repeat(i % 5 == 0 ? 90_000 : 10) + i));
        }
        outbox.send(entries);
        assertThat(unsent()).isZero();
        assertThat(received()).hasSize(25);
    }

    @Test
    void one_message_that_no_queue_takes_keeps_no_other_back() {
        Entry huge = committed("x".repeat(3_000_000));
        Entry small = committed("small");
        outbox.send(List.of(huge, small));
        assertThat(received()).containsExactly("small");
        assertThat(unsent()).isEqualTo(1);
    }

    @Test
    void a_row_for_a_queue_that_is_none_keeps_no_other_back() {
        Entry stray = committed("stray");
        committed("good");
        database.update("UPDATE " + TABLE + " SET queue = 'gone' WHERE id = ?", stray.id());
        clock.advance(GRACE);
        assertThat(outbox.sweep()).isEqualTo(1);
        assertThat(received()).containsExactly("good");
        assertThat(logged.of("outbox.unknown_queue")).hasSize(1);
    }

    @Test
    void a_queue_without_an_address_keeps_no_other_back() {
        UUID lost = UUID.randomUUID();
        Entry unaddressed =
                database.transaction(tx -> outbox.put(tx, WorkQueue.PAYMENT_EVENTS, lost, "no address here"));
        Entry good = committed("good");
        outbox.send(List.of(unaddressed, good));
        assertThat(received()).containsExactly("good");
        assertThat(unsent()).isEqualTo(1);
        assertThat(logged.of("outbox.left_to_sweeper")).hasSize(1);
    }

    @Test
    void a_sweep_with_nothing_due_is_one_query_that_reads_no_row() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(committed("sent " + i));
        }
        outbox.send(entries);
        committed("not due yet");
        database.query("ANALYZE TABLE " + TABLE, row -> row.text("Table"));
        outbox.sweep();

        long selects = status("Com_select");
        long updates = status("Com_update");
        outbox.sweep();
        assertThat(status("Com_update") - updates).isZero();
        assertThat(status("Com_select") - selects).isEqualTo(1);
        long before = status(SCANNED);
        long bySelf = status(SCANNED) - before;
        outbox.sweep();
        assertThat(status(SCANNED) - before - 2 * bySelf)
                .as("rows that were looked at without an index")
                .isLessThan(5);
    }

    private Outbox outbox(Database on, QueueSender queues) {
        return new Outbox(TABLE, on, queues, clock, logged.log());
    }

    private Entry committed(String body) {
        return database.transaction(tx -> outbox.put(tx, WorkQueue.EMAILS, UUID.randomUUID(), body));
    }

    private int unsent() {
        return count("sent_at IS NULL AND body IS NOT NULL");
    }

    private int count(String condition) {
        return database.first("SELECT COUNT(*) AS n FROM " + TABLE + " WHERE " + condition, row -> row.integer("n"))
                .orElse(-1);
    }

    /** SHOW is no SELECT, and so does not count itself. */
    private long status(String name) {
        return database.first("SHOW GLOBAL STATUS LIKE '" + name + "'", row -> row.number("Value"))
                .orElseThrow();
    }

    /** Every message that is on the queue, taken from it. */
    private static List<String> received() {
        return taken().stream().map(Message::body).toList();
    }

    /** The same by body, with the header of each; nothing for a message without. */
    private static Map<String, String> receivedWithTraces() {
        return taken().stream()
                .collect(Collectors.toMap(
                        Message::body,
                        message -> message.attributes().getOrDefault(MessageSystemAttributeName.AWS_TRACE_HEADER, "")));
    }

    private static List<Message> taken() {
        String url = SQS.queueUrl(WorkQueue.EMAILS.queueName()).toString();
        List<Message> taken = new ArrayList<>();
        while (true) {
            List<Message> messages = CLIENT.receiveMessage(receive -> receive.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER))
                    .messages();
            if (messages.isEmpty()) {
                return taken;
            }
            for (Message message : messages) {
                taken.add(message);
                CLIENT.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }
}
