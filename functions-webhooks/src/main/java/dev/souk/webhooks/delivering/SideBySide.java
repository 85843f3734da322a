package dev.souk.webhooks.delivering;

import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.model.WebhookEndpointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tells several endpoints at once, each at its own pace: none waits for another. */
final class SideBySide {
    private final Telling telling;
    private final Log log;

    SideBySide(Telling telling, Log log) {
        this.telling = telling;
        this.log = log;
    }

    /** Returns when all are done; how much they were told. What fails with one is left to the sweeper. */
    int all(List<WebhookEndpointId> endpoints, Instant until) {
        Optional<TraceHeader> trace = Log.trace();
        int told = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (WebhookEndpointId endpoint : endpoints) {
                running.add(
                        threads.submit(() -> Log.during(endpoint.text(), trace, () -> telling.all(endpoint, until))));
            }
            for (Future<Integer> each : running) {
                told += result(each);
            }
        }
        return told;
    }

    private int result(Future<Integer> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            log.error("webhook.left_to_sweeper", Objects.requireNonNullElse(e.getCause(), e));
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
