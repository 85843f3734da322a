package dev.souk.local.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** All that Souk stands on. */
public record Services(
        DatabaseService database,
        QueueService queues,
        BucketService bucket,
        IssuerService issuer,
        MailService mail,
        StripeService stripe,
        LiveService live)
        implements AutoCloseable {

    /**
     * Starts them side by side: most of the time each of them waits for something. When one does not start, those that did are stopped.
     */
    public static Services start(Setting setting) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            Starting starting = new Starting(threads, setting);
            Future<DatabaseService> database = starting.begin(DatabaseService::start);
            Future<QueueService> queues = starting.begin(QueueService::start);
            Future<BucketService> bucket = starting.begin(BucketService::start);
            Future<IssuerService> issuer = starting.begin(IssuerService::start);
            Future<MailService> mail = starting.begin(MailService::start);
            Future<StripeService> stripe = starting.begin(StripeService::start);
            Future<LiveService> live = starting.begin(LiveService::start);
            starting.awaitAll();
            return new Services(
                    database.resultNow(),
                    queues.resultNow(),
                    bucket.resultNow(),
                    issuer.resultNow(),
                    mail.resultNow(),
                    stripe.resultNow(),
                    live.resultNow());
        }
    }

    /** What functions have to be told about them. */
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        all().forEach(service -> variables.putAll(service.variables()));
        return variables;
    }

    /** Whether none was named by the environment. */
    public boolean areAllOurs() {
        return all().stream().allMatch(Service::isOurs);
    }

    private List<Service> all() {
        return List.of(live, stripe, mail, issuer, bucket, queues, database);
    }

    @Override
    public void close() {
        closeAll(all());
    }

    /** One that does not stop must not keep the others from it. */
    private static void closeAll(List<? extends Service> services) {
        RuntimeException first = null;
        for (Service service : services) {
            try {
                service.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private record Starting(ExecutorService threads, Setting setting, List<Future<? extends Service>> begun) {
        Starting(ExecutorService threads, Setting setting) {
            this(threads, setting, new ArrayList<>());
        }

        <T extends Service> Future<T> begin(Function<Setting, T> start) {
            Future<T> future = threads.submit(() -> start.apply(setting));
            begun.add(future);
            return future;
        }

        void awaitAll() {
            RuntimeException failure = null;
            List<Service> started = new ArrayList<>();
            for (Future<? extends Service> each : begun) {
                try {
                    started.add(each.get());
                } catch (ExecutionException e) {
                    failure = e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failure = new IllegalStateException("interrupted while starting", e);
                }
            }
            if (failure != null) {
                closeAll(started);
                throw failure;
            }
        }
    }
}
