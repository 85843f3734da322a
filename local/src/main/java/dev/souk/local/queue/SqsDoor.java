package dev.souk.local.queue;

import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The way onto queues by the API of SQS. */
public final class SqsDoor implements QueueDoor {
    private final SqsClient client;
    private final Map<String, URI> queueUrls;
    private final Log log;

    public SqsDoor(SqsClient client, Map<String, URI> queueUrls, Log log) {
        this.client = client;
        this.queueUrls = Map.copyOf(queueUrls);
        this.log = log;
    }

    @Override
    public Outcome put(String queue, String body, Map<String, String> attributes, TraceHeader trace) {
        URI url = queueUrls.get(queue);
        if (url == null) {
            throw new IllegalArgumentException("there is no queue " + queue);
        }
        Map<String, MessageAttributeValue> typed = new HashMap<>();
        attributes.forEach((name, value) -> typed.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        try {
            client.sendMessage(message -> message.queueUrl(url.toString())
                    .messageBody(body)
                    .messageAttributes(typed)
                    .messageSystemAttributes(Map.of(
                            MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                            MessageSystemAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(trace.text())
                                    .build())));
            return Outcome.TAKEN;
        } catch (QueueDoesNotExistException e) {
            log.error("queue.missing", e, "queue", queue);
            return Outcome.UNREACHABLE;
        } catch (SqsException e) {
            boolean ours = e.statusCode() >= 400 && e.statusCode() < 500;
            log.warn("queue.refused", e, "queue", queue, "status", e.statusCode());
            return ours ? Outcome.REFUSED : Outcome.UNREACHABLE;
        } catch (SdkException e) {
            log.warn("queue.unreachable", e, "queue", queue);
            return Outcome.UNREACHABLE;
        }
    }
}
