package dev.souk.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.log.Log;
import dev.souk.test.FakeContext;
import dev.souk.test.Logged;
import dev.souk.test.QueueEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueFunctionTest {
    private final Logged logged = new Logged();
    private final List<QueueMessage> handled = new ArrayList<>();

    private static final class Worker extends QueueFunction {
        private Worker(MessageHandler handler, Logged logged) {
            super(handler, logged.log());
        }
    }

    @Test
    void a_message_that_fails_is_named_and_its_neighbours_are_done() {
        List<String> failed = new QueueEvent()
                .message("m-1", "good")
                .message("m-2", "bad")
                .message("m-3", "good")
                .message("m-4", "bad")
                .to(worker());
        assertThat(failed).containsExactly("m-2", "m-4");
        assertThat(handled).extracting(QueueMessage::id).containsExactly("m-1", "m-3");
    }

    @Test
    void a_batch_without_failures_says_so_and_so_does_an_empty_one() throws IOException {
        assertThat(new QueueEvent().message("m-1", "good").to(worker())).isEmpty();
        assertThat(answer("{\"Records\":[]}")).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(answer("{}")).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void a_record_that_is_malformed_fails_alone() throws IOException {
        String good = "{\"messageId\":\"m-2\",\"body\":\"good\",\"attributes\":"
                + "{\"SentTimestamp\":\"1700000000000\",\"ApproximateReceiveCount\":\"3\"}}";
        for (String malformed : List.of(
                "{\"messageId\":\"m-1\"}",
                "{\"messageId\":\"m-1\",\"body\":\"x\",\"attributes\":{\"SentTimestamp\":\"soon\"}}",
                "{\"messageId\":\"m-1\",\"body\":{\"a\":1},\"attributes\":null}",
                "{\"messageId\":\"m-1\",\"attributes\":"
                        + "{\"SentTimestamp\":\"1700000000000\",\"ApproximateReceiveCount\":\"1\"}}",
                "{\"messageId\":\"m-1\",\"body\":null,\"attributes\":"
                        + "{\"SentTimestamp\":\"1700000000000\",\"ApproximateReceiveCount\":\"x\"}}")) {
            handled.clear();
            assertThat(answer("{\"Records\":[" + malformed + "," + good + "]}"))
                    .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
            assertThat(handled).extracting(QueueMessage::id).containsExactly("m-2");
        }
        assertThat(handled.getFirst().receives()).isEqualTo(3);
        assertThat(handled.getFirst().sentAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
    }

    @Test
    void a_record_without_an_id_fails_the_whole_batch_since_it_cannot_be_named() throws IOException {
        for (String nameless : List.of("{\"body\":\"x\"}", "{\"messageId\":[]}", "7", "null")) {
            assertThat(answer("{\"Records\":[" + nameless + "]}"))
                    .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}");
        }
    }

    @Test
    void what_is_no_event_fails_and_acknowledges_nothing() {
        assertThatThrownBy(() -> answer("nonsense")).isInstanceOf(InvalidJson.class);
        assertThatThrownBy(() -> answer("{\"Records\":[")).isInstanceOf(InvalidJson.class);
    }

    @Test
    void an_error_that_is_no_exception_fails_the_message_too() {
        Worker overflows = new Worker(
                _ -> {
                    throw new StackOverflowError();
                },
                logged);
        assertThat(new QueueEvent().message("m-1", "x").to(overflows)).containsExactly("m-1");
    }

    @Test
    void the_senders_attributes_arrive_under_their_names_in_any_case() {
        new QueueEvent()
                .message("m-1", "good", Instant.EPOCH, Map.of("Stripe-Signature", "t=1,v1=abc"))
                .to(worker());
        assertThat(handled.getFirst().attribute("stripe-signature")).contains("t=1,v1=abc");
        assertThat(handled.getFirst().attribute("other")).isEmpty();
    }

    @Test
    void a_failure_is_logged_under_its_message_and_quotes_nothing_of_it() {
        new QueueEvent().message("m-1", "bad seller@example.com").to(worker());
        assertThat(logged.of("message.failed")).hasSize(1);
        assertThat(logged.lines().getFirst().path("request_id").asString()).isEqualTo("m-1");
        assertThat(logged.lines().getFirst().path("receives").asInt()).isEqualTo(1);
        assertThat(logged.text()).doesNotContain("seller@example.com");
    }

    @Test
    void each_message_of_a_batch_is_logged_under_the_trace_that_it_came_with() {
        String first = "1-67891233-abcdef012345678912345678";
        String second = "1-67891234-abcdef012345678912345678";
        String own = "1-67891299-abcdef012345678912345678";
        new QueueEvent()
                .traced("m-1", "bad", "Root=" + first + ";Parent=53995c3f42cd8ad8;Sampled=1")
                .message("m-2", "bad")
                .traced("m-3", "bad", "Root=" + second)
                .traced("m-4", "bad", "Root=whatever")
                .to(worker(), FakeContext.under("Root=" + own + ";Sampled=0"));
        assertThat(logged.of("message.failed"))
                .extracting(line -> line.path("trace_id").asString())
                .containsExactly(first, own, second, own);
    }

    @Test
    void what_a_worker_finds_out_of_a_message_stands_in_the_line_of_its_failure_and_not_in_the_next_ones() {
        Worker worker = new Worker(
                message -> {
                    if (message.body().startsWith("ord_")) {
                        Log.about("order", message.body());
                    }
                    throw new IOException("cannot handle it");
                },
                logged);
        new QueueEvent().message("m-1", "ord_1").message("m-2", "no order").to(worker);
        assertThat(logged.of("message.failed"))
                .extracting(line -> line.path("order").asString("none"))
                .containsExactly("ord_1", "none");
    }

    private Worker worker() {
        return new Worker(
                message -> {
                    if (message.body().startsWith("bad")) {
                        throw new IOException("cannot handle " + message.body());
                    }
                    handled.add(message);
                },
                logged);
    }

    private String answer(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        worker().handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new FakeContext());
        return out.toString(StandardCharsets.UTF_8);
    }
}
