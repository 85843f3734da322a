package dev.souk.local;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.local.home.AlreadyRunning;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Souk at a terminal: {@code Main [--data <folder>] [--checkout <folder>]}. Runs until it is told to stop by a signal; then stops all
 * of it and leaves no process behind. Ends with 1 when it cannot start, 2 when it was called wrongly.
 */
public final class Main {
    private static final String USAGE = "usage: local/run.sh [--data <folder>]";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path checkout = Path.of("").toAbsolutePath();
        @Nullable Path data = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                leave(USAGE, 2);
            }
            switch (arguments[i]) {
                case "--data" -> data = Path.of(arguments[i + 1]);
                case "--checkout" -> checkout = Path.of(arguments[i + 1]);
                default -> leave(USAGE, 2);
            }
        }
        PrintStream console = System.out;
        try {
            LocalOptions options = LocalOptions.of(Environment.ofProcess(), checkout);
            run(data == null ? options : options.withData(data), console);
        } catch (AlreadyRunning | MissingVariable | IllegalStateException e) {
            // Said for the person; a stack would hide it.
            leave(String.valueOf(e.getMessage()), 1);
        }
    }

    private static void run(LocalOptions options, PrintStream console) throws InterruptedException {
        console.println("Starting Souk …");
        CompletableFuture<Optional<LocalSouk>> started = new CompletableFuture<>();
        // Set before anything is started. A start that is interrupted is brought to its end first: half of one is
        // harder to stop.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> started.join().ifPresent(souk -> {
                            console.println();
                            console.println("Stopping …");
                            souk.close();
                            console.println("Stopped. The data is in "
                                    + options.folders().data() + ".");
                        }),
                        "stop"));
        try {
            LocalSouk souk = LocalSouk.start(options);
            console.print(Greeting.of(souk, sinceLaunch()));
            console.flush();
            started.complete(Optional.of(souk));
        } finally {
            started.complete(Optional.empty());
        }
        new CountDownLatch(1).await();
    }

    /** From the start of the process, which is what a person waits for. */
    private static Duration sinceLaunch() {
        return Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    private static void leave(String why, int status) {
        System.err.println(why);
        System.exit(status);
    }
}
