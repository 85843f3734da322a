package dev.souk.benchmark.coldstart;

import dev.souk.lambda.log.Log;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.Trace;
import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.local.function.isolated.Launch;
import dev.souk.packaging.Subject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a function up in a fresh process, gives it one event and looks whether the answer is right.
 *
 * @param folder where processes write while they run
 * @param lines hears what they wrote
 */
record FreshProcess(Path checkout, Path folder, Consumer<String> lines) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Log QUIET = new Log(
            "coldstart",
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Clock.systemUTC());

    /** What there is to see when it has answered: the process is frozen, and is killed afterwards. */
    interface Look {
        void at(IsolatedFunctions functions, Trace trace);
    }

    Sample start(Subject subject, Launch launch, Look look) {
        RecentInvocations invocations = new RecentInvocations();
        byte[] event = subject.event().get();
        try (IsolatedFunctions functions = IsolatedFunctions.of(
                List.of(new IsolatedFunctions.Deployed(launch, PATIENCE, 1)),
                new Isolation(checkout, 1, Duration.ofHours(1), PATIENCE),
                folder,
                QUIET,
                lines,
                invocations)) {
            Invocation ending = functions.invoke(subject.name(), event, PATIENCE);
            Trace trace = ended(invocations);
            try {
                subject.check(ending);
            } catch (IllegalStateException e) {
                throw new IllegalStateException(subject.name() + " wrote " + trace.log(), e);
            }
            look.at(functions, trace);
            return Sample.of(
                    trace.init().orElseThrow(),
                    trace.took().orElseThrow(),
                    trace.memoryMegabytes().orElseThrow());
        }
    }

    private static Trace ended(RecentInvocations invocations) {
        for (int i = 0; i < 1_000; i++) {
            Trace trace = invocations.all().getLast();
            if (!trace.isRunning()) {
                return trace;
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new IllegalStateException("the invocation does not end");
    }
}
