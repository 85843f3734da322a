package dev.souk.infra.messaging;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Stage;
import dev.souk.model.message.WorkQueue;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** A {@link WorkQueue}: it keeps what could not be handled, tries it again message by message, and loses nothing in the end either. */
public final class KeepingQueue extends Construct {
    /** AWS's own advice: a batch may be throttled for a while before its function sees it. */
    private static final int TIMEOUTS_INVISIBLE = 6;

    private static final Duration KEPT = Duration.days(7);
    /** The most there is. A dead letter's age counts from when it was first sent, so it has to be more than the above. */
    private static final Duration DEAD_KEPT = Duration.days(14);

    private final Queue queue;
    private final Queue dead;

    KeepingQueue(Construct scope, WorkQueue work, Stage stage) {
        super(scope, work.queueName());
        dead = guarded("Dead", stage.nameOf(work.queueName() + "-dead"))
                .retentionPeriod(DEAD_KEPT)
                .build();
        queue = guarded("Queue", stage.nameOf(work.queueName()))
                .retentionPeriod(KEPT)
                .visibilityTimeout(visibility(work))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(dead)
                        .maxReceiveCount(work.maxReceives())
                        .build())
                .build();
    }

    public Queue queue() {
        return queue;
    }

    Queue dead() {
        return dead;
    }

    /** Encrypted, by TLS only. */
    private Queue.Builder guarded(String id, String name) {
        return Queue.Builder.create(this, id)
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    private static Duration visibility(WorkQueue work) {
        long timeout = LambdaFunction.workerOf(work).timeout().toSeconds();
        return Duration.seconds(TIMEOUTS_INVISIBLE * timeout);
    }
}
