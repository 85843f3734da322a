package dev.souk.local;

import dev.souk.lambda.config.Environment;
import dev.souk.local.function.isolated.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a local run is started.
 *
 * @param port of the API and the pages; one that is taken gives way to the next free one, 0 is any
 * @param anyPort whether the services behind it listen anywhere, rather than at their usual ports
 * @param kept whether queues, database and payments outlive the run
 * @param seeded whether a new shop is furnished
 * @param workersPerQueue how many batches of a queue are worked on at once
 * @param isolation how functions run in processes of their own; empty when they run in this one
 * @param environment services that are not to be started here, and settings of functions
 */
public record LocalOptions(
        Folders folders,
        Pace pace,
        int port,
        boolean anyPort,
        boolean kept,
        boolean seeded,
        int workersPerQueue,
        Optional<Isolation> isolation,
        Environment environment) {
    private static final int WORKERS_PER_QUEUE = 3;

    /**
     * Where a run keeps what.
     *
     * @param data what is lost when it is deleted
     * @param logs what the functions say
     * @param cache unpacked servers, shared by any number of runs
     * @param web the storefront's pages; it need not exist
     */
    public record Folders(Path data, Path logs, Path cache, Path web) {}

    /**
     * How fast things go.
     *
     * @param visibility how long a message that was received stays away from others, whole seconds
     * @param sweepEvery how long what the cloud's schedules call a minute takes here
     * @param requestsPerSecond what the gateway lets through
     * @param burst how many requests at once after a rest
     */
    public record Pace(Duration visibility, Duration sweepEvery, double requestsPerSecond, int burst) {
        /** How often something is called here that the cloud calls every {@code rate}. */
        Duration rate(Duration rate) {
            return Duration.ofMillis(rate.toMillis()
                    * sweepEvery.toMillis()
                    / Duration.ofMinutes(1).toMillis());
        }
    }

    /**
     * For a person: {@code PORT} (8080), {@code QUEUE_VISIBILITY_SECONDS} (30), {@code OUTBOX_SWEEP_SECONDS} (5), {@code
     * THROTTLE_RATE} (10000 a second), {@code THROTTLE_BURST} (5000), {@code ISOLATED} (0 or 1) with {@code
     * ISOLATED_INSTANCES} (4 a function) and {@code ISOLATED_IDLE_SECONDS} (300), {@code SOUK_CACHE} to share a cache of unpacked servers among
     * checkouts, and whatever names a service of theirs. What is kept lies in
     * {@code .local} of the checkout.
     */
    public static LocalOptions of(Environment environment, Path checkout) {
        Path kept = checkout.resolve(".local");
        return new LocalOptions(
                new Folders(
                        kept.resolve("data"),
                        kept.resolve("logs"),
                        environment.find("SOUK_CACHE").map(Path::of).orElse(kept.resolve("cache")),
                        checkout.resolve("web")),
                new Pace(
                        environment.seconds("QUEUE_VISIBILITY_SECONDS", Duration.ofSeconds(30)),
                        environment.seconds("OUTBOX_SWEEP_SECONDS", Duration.ofSeconds(5)),
                        environment.number("THROTTLE_RATE", 10_000, 1, 1_000_000),
                        environment.number("THROTTLE_BURST", 5_000, 1, 1_000_000)),
                environment.number("PORT", 8080, 0, 65_535),
                false,
                true,
                true,
                WORKERS_PER_QUEUE,
                isolation(environment, checkout),
                environment);
    }

    private static Optional<Isolation> isolation(Environment environment, Path checkout) {
        if (environment.number("ISOLATED", 0, 0, 1) == 0) {
            return Optional.empty();
        }
        return Optional.of(new Isolation(
                checkout,
                environment.number("ISOLATED_INSTANCES", Isolation.INSTANCES, 1, 100),
                environment.seconds("ISOLATED_IDLE_SECONDS", Isolation.IDLE),
                Isolation.INIT_TIMEOUT));
    }

    /**
     * For a test: any ports, nothing kept but files in {@code data}, an empty shop, messages back after two seconds, nothing taken
     * from the environment.
     */
    public static LocalOptions forTests(Path data, Path cache) {
        return new LocalOptions(
                new Folders(data, data.resolve("logs"), cache, data.resolve("web")),
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(1), 10_000, 5_000),
                0,
                true,
                false,
                false,
                WORKERS_PER_QUEUE,
                Optional.empty(),
                Environment.of(Map.of()));
    }

    /** With data, and logs within it, in another folder. */
    public LocalOptions withData(Path data) {
        Folders other = new Folders(data, data.resolve("logs"), folders.cache(), folders.web());
        return new LocalOptions(other, pace, port, anyPort, kept, seeded, workersPerQueue, isolation, environment);
    }

    public LocalOptions withPace(Pace other) {
        return new LocalOptions(folders, other, port, anyPort, kept, seeded, workersPerQueue, isolation, environment);
    }

    public LocalOptions withSeeds() {
        return new LocalOptions(folders, pace, port, anyPort, kept, true, workersPerQueue, isolation, environment);
    }

    public LocalOptions withEnvironment(Environment other) {
        return new LocalOptions(folders, pace, port, anyPort, kept, seeded, workersPerQueue, isolation, other);
    }

    /** With queues, database and payments that outlive the run, and a crash in it. */
    public LocalOptions withAllKept() {
        return new LocalOptions(folders, pace, port, anyPort, true, seeded, workersPerQueue, isolation, environment);
    }

    public LocalOptions withWorkersPerQueue(int workers) {
        return new LocalOptions(folders, pace, port, anyPort, kept, seeded, workers, isolation, environment);
    }

    /** With each function's instances in processes of their own. */
    public LocalOptions withIsolation(Isolation isolation) {
        return new LocalOptions(
                folders, pace, port, anyPort, kept, seeded, workersPerQueue, Optional.of(isolation), environment);
    }
}
