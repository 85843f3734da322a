package dev.souk.lambda.queue;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.priming.DeadEnd;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.model.message.WorkQueue;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Sends to SQS, ten messages a call. What is not taken is logged and left to the caller. */
public final class SqsSender implements QueueSender {
    private static final int MOST_PER_CALL = 10;
    private static final int MOST_BYTES_PER_CALL = 240 * 1024;

    private final Lazy<SqsClient> client;
    private final Map<WorkQueue, URI> queueUrls;
    private final Log log;

    public SqsSender(AwsSettings aws, Map<WorkQueue, URI> queueUrls, Log log) {
        this.client = new Lazy<>(() -> client(aws));
        this.queueUrls = Map.copyOf(queueUrls);
        this.log = log;
        Snapshots.rehearse("queues", this::rehearse);
    }

    /** To nobody, with nobody's name: all but the queue is as it will be. */
    private void rehearse() throws IOException {
        try (DeadEnd nobody = new DeadEnd(
                "application/x-amz-json-1.0",
                "{\"Successful\":[{\"Id\":\"00000000-0000-7000-8000-000000000000\",\"MessageId\":\"priming\","
                        + "\"MD5OfMessageBody\":\"23c9c0a3cf2db3e8e3a7af2c9e6dad29\"}],\"Failed\":[]}")) {
            AwsSettings aws = AwsSettings.rehearsing(nobody.address());
            try (SqsClient rehearsed = client(aws)) {
                sendBatch(
                        rehearsed,
                        WorkQueue.EMAILS,
                        nobody.address(),
                        List.of(new Outgoing(
                                new UUID(0x7000L, 0x8000_0000_0000_0000L),
                                "priming",
                                TraceHeader.of("Root=1-00000000-000000000000000000000000"))),
                        new HashSet<>());
            }
        }
    }

    @Override
    public Set<UUID> send(WorkQueue queue, List<Outgoing> messages) {
        URI url = queueUrls.get(queue);
        if (url == null) {
            throw new IllegalStateException("this function has no URL of the queue " + queue.queueName());
        }
        Set<UUID> taken = new HashSet<>();
        int from = 0;
        while (from < messages.size()) {
            int to = from + 1;
            int bytes = messages.get(from).body().length() * 3;
            while (to < messages.size()
                    && to - from < MOST_PER_CALL
                    && bytes + messages.get(to).body().length() * 3 < MOST_BYTES_PER_CALL) {
                bytes += messages.get(to).body().length() * 3;
                to++;
            }
            sendBatch(client.get(), queue, url, messages.subList(from, to), taken);
            from = to;
        }
        return taken;
    }

    private void sendBatch(SqsClient client, WorkQueue queue, URI url, List<Outgoing> batch, Set<UUID> taken) {
        try {
            SendMessageBatchResponse response = client.sendMessageBatch(request -> request.queueUrl(url.toString())
                    .entries(batch.stream()
                            .map(message -> SendMessageBatchRequestEntry.builder()
                                    .id(message.id().toString())
                                    .messageBody(message.body())
                                    .messageSystemAttributes(systemAttributes(message))
                                    .build())
                            .toList()));
            for (SendMessageBatchResultEntry sent : response.successful()) {
                taken.add(UUID.fromString(sent.id()));
            }
            for (BatchResultErrorEntry refused : response.failed()) {
                log.warn(
                        "queue.message_refused",
                        "queue",
                        queue.queueName(),
                        "message",
                        refused.id(),
                        "code",
                        refused.code());
            }
        } catch (SdkException e) {
            log.warn("queue.send_failed", e, "queue", queue.queueName(), "messages", batch.size());
        }
    }

    /** SQS takes this one from senders, and counts it neither as a message's size nor among its attributes. */
    private static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> systemAttributes(
            Outgoing message) {
        return message.trace()
                .map(trace -> Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(trace.text())
                                .build()))
                .orElseGet(Map::of);
    }

    private static SqsClient client(AwsSettings aws) {
        var builder = SqsClient.builder()
                .region(aws.awsRegion())
                .credentialsProvider(aws.credentials())
                .overrideConfiguration(override ->
                        override.apiCallTimeout(Duration.ofSeconds(8)).apiCallAttemptTimeout(Duration.ofSeconds(3)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(3)));
        aws.sqsEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
