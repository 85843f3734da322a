package dev.souk.local.function.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.log.Log;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.Trace;
import dev.souk.test.JvmShutdown;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** The test function as an isolated one, called {@code test}. */
final class Sandbox implements AutoCloseable {
    static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout"));
    static final Duration PATIENT = Duration.ofSeconds(60);

    final RecentInvocations invocations = new RecentInvocations();
    final List<String> lines = new CopyOnWriteArrayList<>();
    final IsolatedFunctions functions;

    private Sandbox(Setup setup) {
        Path folder = setup.folder;
        RuntimeClient client = RuntimeClient.in(Isolation.of(CHECKOUT).runtimeClient(), folder);
        Launch launch = new Launch(
                "test",
                TestFunction.class.getName(),
                CHECKOUT.resolve("local/target/test-classes"),
                128,
                setup.variables,
                Jvm.managed(client));
        Isolation isolation = new Isolation(CHECKOUT, setup.most, setup.idle, setup.initTimeout);
        functions = IsolatedFunctions.of(
                List.of(new IsolatedFunctions.Deployed(launch, setup.timeout, setup.most)),
                isolation,
                folder,
                new Log("test", new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC()),
                lines::add,
                invocations);
    }

    /** What a test wants other than usual. */
    static final class Setup {
        private final Path folder = JvmShutdown.temporaryFolder("souk-isolated-");
        private final Map<String, String> variables = new HashMap<>();
        private int most = 2;
        private Duration timeout = Duration.ofSeconds(30);
        private Duration idle = Duration.ofMinutes(5);
        private Duration initTimeout = Duration.ofSeconds(60);

        Setup most(int instances) {
            most = instances;
            return this;
        }

        Setup timeout(Duration other) {
            timeout = other;
            return this;
        }

        Setup idle(Duration other) {
            idle = other;
            return this;
        }

        Setup initTimeout(Duration other) {
            initTimeout = other;
            return this;
        }

        Setup variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        Sandbox open() {
            return new Sandbox(this);
        }
    }

    static Setup with() {
        return new Setup();
    }

    static Sandbox open() {
        return with().open();
    }

    Invocation call(String words) {
        return call(words, PATIENT);
    }

    Invocation call(String words, Duration patience) {
        return functions.invoke("test", ('"' + words + '"').getBytes(StandardCharsets.UTF_8), patience);
    }

    /** What it answers; a test that gets no answer fails. */
    String answer(String words) {
        Invocation ending = call(words);
        assertThat(ending).isInstanceOf(Invocation.Answered.class);
        return ending instanceof Invocation.Answered(byte[] payload)
                ? new String(payload, StandardCharsets.UTF_8).replace("\"", "")
                : "";
    }

    String failure(String words) {
        Invocation ending = call(words);
        assertThat(ending).isInstanceOf(Invocation.Failed.class);
        return ending instanceof Invocation.Failed(String type) ? type : "";
    }

    /** Of the last invocation, once all is known of it. */
    Trace lastTrace() {
        eventually(
                () -> !invocations.all().isEmpty() && invocations.all().stream().noneMatch(Trace::isRunning));
        return invocations.all().getLast();
    }

    void awaitIdle() {
        eventually(() -> functions.processes().stream().noneMatch(IsolatedFunctions.Running::busy));
    }

    void awaitBusy() {
        eventually(() -> functions.processes().stream().anyMatch(IsolatedFunctions.Running::busy));
    }

    void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come about");
            }
            pause(Duration.ofMillis(20));
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The largest event that is taken, and the smallest that is not. */
    static byte[] eventOf(int bytes) {
        byte[] event = "x".repeat(bytes).getBytes(StandardCharsets.UTF_8);
        event[0] = '"';
        event[bytes - 1] = '"';
        assertThat(event.length).isGreaterThanOrEqualTo(Functions.LARGEST_PAYLOAD);
        return event;
    }

    @Override
    public void close() {
        functions.close();
    }
}
