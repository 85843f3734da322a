package dev.souk.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.local.function.Invocation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

class PollerTest {
    private static final Log QUIET =
            new Log("test", new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());
    private static final String ALL_DONE = "{\"batchItemFailures\":[]}";

    private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";

    private static final EmbeddedSqs SERVER =
            EmbeddedSqs.inMemory(0, List.of(new QueueDefinition("work", Duration.ofSeconds(1), 2)));
    private static final SqsClient CLIENT = SqsClients.of(AwsSettings.from(Environment.of(Map.of(
            "AWS_REGION", SERVER.region(),
            "AWS_ACCESS_KEY_ID", SERVER.accessKey(),
            "AWS_SECRET_ACCESS_KEY", SERVER.secretKey(),
            "AWS_ENDPOINT_URL_SQS", SERVER.endpoint().toString()))));

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterAll
    static void stop() {
        CLIENT.close();
        SERVER.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        drain(url("work"));
        drain(url("work-dead"));
    }

    private static URI url(String queue) {
        return SERVER.queueUrl(queue);
    }

    private Poller poll(Worker worker, int concurrency) {
        EventSource source = new EventSource(
                "work", url("work"), "worker", 10, concurrency, Duration.ofSeconds(30), Duration.ofSeconds(1));
        Poller poller = Poller.start(source, CLIENT, worker, QUIET);
        opened.add(poller);
        return poller;
    }

    private static void send(String... bodies) {
        for (String body : bodies) {
            CLIENT.sendMessage(
                    request -> request.queueUrl(url("work").toString()).messageBody(body));
        }
    }

    /** Waits for a message on a queue that nobody polls. */
    private static Message take(URI queue) {
        for (int attempt = 0; attempt < 20; attempt++) {
            List<Message> got = CLIENT.receiveMessage(
                            request -> request.queueUrl(queue.toString()).waitTimeSeconds(2))
                    .messages();
            if (!got.isEmpty()) {
                return got.getFirst();
            }
        }
        throw new AssertionError("nothing came on " + queue);
    }

    private static void drain(URI queue) {
        CLIENT.purgeQueue(request -> request.queueUrl(queue.toString()));
    }

    /** Those that wait and those that somebody has, once the poller is closed. */
    private static int left(String queue) {
        Map<QueueAttributeName, String> attributes = CLIENT.getQueueAttributes(
                        request -> request.queueUrl(url(queue).toString())
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Test
    void a_worker_gets_messages_as_lambda_hands_them_over() throws InterruptedException {
        Worker worker = new Worker(event -> Worker.answers(ALL_DONE));
        CLIENT.sendMessage(request -> request.queueUrl(url("work").toString())
                .messageBody("{\"id\": \"evt_1\"}")
                .messageSystemAttributes(Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(TRACE)
                                .build()))
                .messageAttributes(Map.of(
                        "Stripe-Signature",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("t=1,v1=ab")
                                .build())));

        poll(worker, 1);

        JsonNode record = worker.nextCall().path("Records").path(0);
        assertThat(record.path("body").asString()).isEqualTo("{\"id\": \"evt_1\"}");
        assertThat(record.path("messageId").asString()).isNotBlank();
        assertThat(record.path("receiptHandle").asString()).isNotBlank();
        assertThat(record.path("attributes").path("ApproximateReceiveCount").asString())
                .isEqualTo("1");
        assertThat(Long.parseLong(
                        record.path("attributes").path("SentTimestamp").asString()))
                .isPositive();
        assertThat(record.path("attributes").path("AWSTraceHeader").asString()).isEqualTo(TRACE);
        JsonNode attribute = record.path("messageAttributes").path("Stripe-Signature");
        assertThat(attribute.path("stringValue").asString()).isEqualTo("t=1,v1=ab");
        assertThat(attribute.path("dataType").asString()).isEqualTo("String");
        assertThat(record.path("eventSource").asString()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asString()).isEqualTo(SERVER.queueArn("work"));
        assertThat(record.path("awsRegion").asString()).isEqualTo(SERVER.region());
        assertThat(record.path("md5OfBody").asString()).hasSize(32);
    }

    @Test
    void what_waits_together_comes_together_and_is_deleted() throws InterruptedException {
        send("a", "b", "c");
        Worker worker = new Worker(event -> Worker.answers(ALL_DONE));

        Poller poller = poll(worker, 1);

        assertThat(worker.bodiesOfNext(3)).containsExactlyInAnyOrder("a", "b", "c");
        poller.close();
        assertThat(left("work")).isZero();
        assertThat(left("work-dead")).isZero();
    }

    @Test
    void only_the_message_that_failed_comes_again_and_then_goes_to_the_dead_letters() throws InterruptedException {
        send("good", "poison", "fine");
        Worker worker = new Worker(event -> Worker.failing(event, List.of("poison")));

        Poller poller = poll(worker, 1);

        assertThat(worker.bodiesOfNext(4)).containsExactlyInAnyOrder("good", "poison", "fine", "poison");
        assertThat(take(url("work-dead")).body()).isEqualTo("poison");
        poller.close();
        assertThat(worker.hasMoreCalls()).isFalse();
        assertThat(left("work")).isZero();
    }

    @Test
    void a_message_says_how_often_it_came() throws InterruptedException {
        send("again");
        Worker worker = new Worker(event -> Worker.failing(event, List.of("again")));

        poll(worker, 1);

        worker.nextCall();
        assertThat(worker.nextCall()
                        .path("Records")
                        .path(0)
                        .path("attributes")
                        .path("ApproximateReceiveCount")
                        .asString())
                .isEqualTo("2");
    }

    @Test
    void a_batch_comes_again_when_its_function_failed_or_answered_nonsense(TestInfo test) throws InterruptedException {
        for (Invocation ending : List.of(
                new Invocation.Failed("java.lang.Error"), new Invocation.TimedOut(), Worker.answers("nonsense"))) {
            send("x", "y");
            AtomicInteger calls = new AtomicInteger();
            Worker worker = new Worker(event -> calls.incrementAndGet() == 1 ? ending : Worker.answers(ALL_DONE));

            Poller poller = poll(worker, 1);

            assertThat(worker.bodiesOfNext(4))
                    .as("%s, %s", test.getDisplayName(), ending)
                    .contains("x", "y");
            poller.close();
            assertThat(left("work")).isZero();
        }
    }

    @Test
    void no_more_calls_run_at_once_than_are_allowed() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        Worker worker = new Worker(event -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            return Worker.answers(ALL_DONE);
        });
        EventSource oneByOne =
                new EventSource("work", url("work"), "worker", 1, 2, Duration.ofSeconds(30), Duration.ofSeconds(1));
        send("1", "2", "3", "4", "5", "6");

        opened.add(Poller.start(oneByOne, CLIENT, worker, QUIET));

        assertThat(worker.bodiesOfNext(6)).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void a_queue_server_that_goes_away_is_waited_for() throws InterruptedException {
        Worker worker = new Worker(event -> Worker.answers(ALL_DONE));
        SERVER.stopListening();
        try {
            poll(worker, 2);
        } finally {
            SERVER.startListening();
        }
        send("before");
        worker.awaitBody("before");

        SERVER.stopListening();
        SERVER.startListening();
        send("after");

        // The first one may come again: the server went away before it could be deleted.
        worker.awaitBody("after");
    }

    @Test
    void a_poller_that_is_stopped_finishes_what_it_has_in_hand() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        Worker worker = new Worker(event -> {
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Worker.answers(ALL_DONE);
        });
        send("in hand");
        Poller poller = poll(worker, 1);
        worker.nextCall();

        poller.stop();
        send("too late");
        mayEnd.countDown();
        poller.close();

        assertThat(take(url("work")).body()).isEqualTo("too late");
        assertThat(left("work-dead")).isZero();
    }
}
