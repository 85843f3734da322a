package dev.souk.local.queue;

import dev.souk.lambda.log.Log;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Keeps a worker busy with what comes to its queue. A message is deleted when its worker did not report it as failed; all others come
 * back when the queue's visibility timeout is over, and go to the dead letters when the queue has had enough of them.
 */
public final class Poller implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int DELETE_ATTEMPTS = 4;
    /** For a worker that hangs; whatever is left undone comes back. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final EventSource source;
    private final SqsClient client;
    private final Functions functions;
    private final Log log;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> loops = new ArrayList<>();

    private Poller(EventSource source, SqsClient client, Functions functions, Log log) {
        this.source = source;
        this.client = client;
        this.functions = functions;
        this.log = log;
    }

    /** Begins to poll. The queue server may be away then, or go away and come back. */
    public static Poller start(EventSource source, SqsClient client, Functions functions, Log log) {
        Poller poller = new Poller(source, client, functions, log);
        for (int i = 1; i <= source.concurrency(); i++) {
            poller.loops.add(Thread.ofVirtual()
                    .name("poller-" + source.queue() + "-" + i)
                    .start(poller::loop));
        }
        return poller;
    }

    /** Takes no further messages. The batches in hand go on; {@link #close} waits for them. */
    public void stop() {
        stopped.countDown();
    }

    @Override
    public void close() {
        stop();
        long deadline = System.nanoTime() + GRACE.plus(source.longPoll()).toNanos();
        try {
            for (Thread loop : loops) {
                loop.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        Duration pause = FIRST_PAUSE;
        String arn = "";
        while (!isStopped()) {
            try {
                if (arn.isEmpty()) {
                    arn = queueArn();
                }
                List<Message> batch = receive();
                pause = FIRST_PAUSE;
                if (!batch.isEmpty()) {
                    work(batch, arn);
                }
            } catch (SdkException e) {
                log.warn("queue.unreachable", e, "queue", source.queue(), "again_in_millis", pause.toMillis());
                rest(pause);
                pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            } catch (RuntimeException e) {
                // A poller that died of it would leave the queue to fill without a word.
                log.error("poller.failed", e, "queue", source.queue());
                rest(LONGEST_PAUSE);
            }
        }
    }

    private String queueArn() {
        return client.getQueueAttributes(request ->
                        request.queueUrl(source.queueUrl().toString()).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:" + source.queue());
    }

    private List<Message> receive() {
        return client.receiveMessage(request -> request.queueUrl(
                                source.queueUrl().toString())
                        .maxNumberOfMessages(source.batchSize())
                        .waitTimeSeconds(Math.toIntExact(source.longPoll().toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void work(List<Message> batch, String arn) {
        List<String> ids = batch.stream().map(Message::messageId).toList();
        Invocation ending = functions.invoke(source.function(), QueueEvent.of(batch, arn), source.functionTimeout());
        Set<String> done = switch (ending) {
            case Invocation.Answered answered -> BatchAnswer.done(answered.payload(), ids);
            case Invocation.Failed _, Invocation.TimedOut _, Invocation.Throttled _, Invocation.EventTooLarge _ ->
                Set.of();
        };
        delete(batch.stream()
                .filter(message -> done.contains(message.messageId()))
                .toList());
        if (done.size() < batch.size()) {
            log.warn(
                    "batch.failed",
                    "queue",
                    source.queue(),
                    "messages",
                    batch.size(),
                    "failed",
                    batch.size() - done.size());
        }
    }

    /** What cannot be deleted comes back and is worked on again, so a few attempts are worth their while. */
    private void delete(List<Message> messages) {
        List<Message> left = messages;
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; !left.isEmpty() && attempt <= DELETE_ATTEMPTS; attempt++) {
            try {
                left = deleted(left);
            } catch (SdkException e) {
                log.warn("queue.delete_failed", e, "queue", source.queue(), "attempt", attempt);
            }
            if (!left.isEmpty() && attempt < DELETE_ATTEMPTS) {
                rest(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** Those that were not. */
    private List<Message> deleted(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = messages.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        Set<String> failed = client
                .deleteMessageBatch(request ->
                        request.queueUrl(source.queueUrl().toString()).entries(entries))
                .failed()
                .stream()
                .map(entry -> entry.id())
                .collect(java.util.stream.Collectors.toSet());
        return messages.stream()
                .filter(message -> failed.contains(message.messageId()))
                .toList();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Ends early when the poller is stopped. */
    private void rest(Duration pause) {
        try {
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
