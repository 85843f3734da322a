package dev.souk.local.function.isolated;

import dev.souk.deployment.LambdaFunction;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How functions run in processes of their own.
 *
 * @param checkout where the packages and the runtime interface client were built
 * @param instances the most that a function has at once, unless it may have fewer by itself
 * @param idle after which an instance goes that nobody called
 * @param initTimeout how long an instance may take to start. Lambda gives it ten seconds on processors of its own; here many may start
 *     at once on two.
 */
public record Isolation(Path checkout, int instances, Duration idle, Duration initTimeout) {
    public static final int INSTANCES = 4;
    public static final Duration IDLE = Duration.ofMinutes(5);
    public static final Duration INIT_TIMEOUT = Duration.ofSeconds(60);

    public static Isolation of(Path checkout) {
        return new Isolation(checkout, INSTANCES, IDLE, INIT_TIMEOUT);
    }

    public Path zip(LambdaFunction function) {
        return checkout.resolve(function.artifact(), "target", function.artifact() + ".zip");
    }

    public Path runtimeClient() {
        return checkout.resolve("local", "target", "lambda-runtime");
    }

    int most(LambdaFunction function) {
        return Math.min(instances, function.mostInstances());
    }
}
