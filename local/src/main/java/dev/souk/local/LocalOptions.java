package dev.souk.local;

import dev.souk.lambda.config.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a local run is started.
 *
 * @param data the folder its data is kept in
 * @param logs the folder of the functions' logs
 * @param cache where unpacked servers are kept, shared by any number of runs
 * @param web the folder of the storefront's pages; it need not exist
 * @param port of the API and the pages; one that is taken gives way to the next free one, 0 is any
 * @param anyPort whether the services behind it listen anywhere, rather than at their usual ports
 * @param kept whether queues, database and payments outlive the run
 * @param seeded whether a new shop is furnished
 * @param visibility of messages on our queues, whole seconds
 * @param sweepEvery how often what is left in the outbox is sent
 * @param requestsPerSecond what the gateway lets through
 * @param burst how many requests at once after a rest
 * @param environment services that are not to be started here, and settings of functions
 */
public record LocalOptions(
        Path data,
        Path logs,
        Path cache,
        Path web,
        int port,
        boolean anyPort,
        boolean kept,
        boolean seeded,
        Duration visibility,
        Duration sweepEvery,
        double requestsPerSecond,
        int burst,
        Environment environment) {

    /**
     * For a person: {@code PORT} (8080), {@code QUEUE_VISIBILITY_SECONDS} (30), {@code OUTBOX_SWEEP_SECONDS} (5), {@code
     * THROTTLE_RATE} (10000 a second), {@code THROTTLE_BURST} (5000), and whatever names a service of theirs. What is kept lies in
     * {@code .local} of the checkout.
     */
    public static LocalOptions of(Environment environment, Path checkout) {
        Path kept = checkout.resolve(".local");
        return new LocalOptions(
                kept.resolve("data"),
                kept.resolve("logs"),
                kept.resolve("cache"),
                checkout.resolve("web"),
                environment.number("PORT", 8080, 0, 65_535),
                false,
                true,
                true,
                environment.seconds("QUEUE_VISIBILITY_SECONDS", Duration.ofSeconds(30)),
                environment.seconds("OUTBOX_SWEEP_SECONDS", Duration.ofSeconds(5)),
                environment.number("THROTTLE_RATE", 10_000, 1, 1_000_000),
                environment.number("THROTTLE_BURST", 5_000, 1, 1_000_000),
                environment);
    }

    /**
     * For a test: any ports, nothing kept but files in {@code data}, an empty shop, messages back after two seconds, nothing taken
     * from the environment.
     */
    public static LocalOptions forTests(Path data, Path cache) {
        return new LocalOptions(
                data,
                data.resolve("logs"),
                cache,
                data.resolve("web"),
                0,
                true,
                false,
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                10_000,
                5_000,
                Environment.of(Map.of()));
    }

    /** With data, and logs within it, in another folder. */
    public LocalOptions withData(Path other) {
        return new LocalOptions(
                other,
                other.resolve("logs"),
                cache,
                web,
                port,
                anyPort,
                kept,
                seeded,
                visibility,
                sweepEvery,
                requestsPerSecond,
                burst,
                environment);
    }

    public LocalOptions withEnvironment(Environment other) {
        return new LocalOptions(
                data, cache, web, port, anyPort, kept, seeded, visibility, sweepEvery, requestsPerSecond, burst, other);
    }

    public LocalOptions withVisibility(Duration other) {
        return new LocalOptions(
                data,
                logs,
                cache,
                web,
                port,
                anyPort,
                kept,
                seeded,
                other,
                sweepEvery,
                requestsPerSecond,
                burst,
                environment);
    }

    public LocalOptions withThrottle(double perSecond, int atOnce) {
        return new LocalOptions(
                data,
                logs,
                cache,
                web,
                port,
                anyPort,
                kept,
                seeded,
                visibility,
                sweepEvery,
                perSecond,
                atOnce,
                environment);
    }
}
