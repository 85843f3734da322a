package dev.souk.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.NewTrace;
import dev.souk.local.queue.QueueDoor.Outcome;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class SqsDoorTest {
    private static final TraceHeader TRACE = NewTrace.header();

    private final EmbeddedSqs server =
            EmbeddedSqs.inMemory(0, List.of(new QueueDefinition("events", Duration.ofSeconds(30), 3)));
    private final SqsClient client = SqsClients.of(AwsSettings.from(Environment.of(Map.of(
            "AWS_REGION", server.region(),
            "AWS_ACCESS_KEY_ID", server.accessKey(),
            "AWS_SECRET_ACCESS_KEY", server.secretKey(),
            "AWS_ENDPOINT_URL_SQS", server.endpoint().toString()))));
    private final SqsDoor door = new SqsDoor(
            client,
            Map.of("events", server.queueUrl("events"), "gone", server.queueUrl("gone")),
            new Log("test", new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC()));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void body_attributes_and_trace_are_on_the_queue_as_they_were_given() {
        assertThat(door.put("events", "{ \"naïve\":\t\"✓\" }", Map.of("Stripe-Signature", "t=1,v1=ab"), TRACE))
                .isEqualTo(Outcome.TAKEN);

        Message message = client.receiveMessage(
                        request -> request.queueUrl(server.queueUrl("events").toString())
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                .messages()
                .getFirst();
        assertThat(message.body()).isEqualTo("{ \"naïve\":\t\"✓\" }");
        assertThat(message.messageAttributes().get("Stripe-Signature"))
                .satisfies(attribute -> assertThat(attribute.stringValue()).isEqualTo("t=1,v1=ab"));
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE.text());
    }

    @Test
    void what_sqs_does_not_carry_is_refused() {
        assertThat(door.put("events", "", Map.of(), TRACE)).isEqualTo(Outcome.REFUSED);
        assertThat(door.put("events", "x".repeat(2_000_000), Map.of(), TRACE)).isEqualTo(Outcome.REFUSED);
        assertThat(door.put("events", "a\u0000b", Map.of(), TRACE)).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void a_queue_that_is_away_or_missing_is_unreachable() {
        assertThat(door.put("gone", "x", Map.of(), TRACE)).isEqualTo(Outcome.UNREACHABLE);
        server.stopListening();
        assertThat(door.put("events", "x", Map.of(), TRACE)).isEqualTo(Outcome.UNREACHABLE);
    }
}
