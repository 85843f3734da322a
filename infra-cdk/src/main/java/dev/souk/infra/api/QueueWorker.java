package dev.souk.infra.api;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.messaging.KeepingQueue;
import dev.souk.model.message.WorkQueue;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;

/** Ties a function to its queue: in batches of which a bad message fails alone, and by no more instances than the database has room for. */
final class QueueWorker {
    private QueueWorker() {}

    static void on(KeepingQueue queue, WorkQueue work, SoukFunction worker) {
        LambdaFunction what = worker.what();
        worker.called()
                .addEventSource(SqsEventSource.Builder.create(queue.queue())
                        .batchSize(work.batchSize())
                        .reportBatchItemFailures(true)
                        .maxConcurrency(what.mostInstances())
                        .build());
    }
}
