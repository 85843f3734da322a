package dev.souk.local.function.isolated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.NewTrace;
import dev.souk.local.function.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One function in processes of its own, under the real runtime interface client. */
class IsolatedFunctionsTest {

    @Test
    void a_function_runs_in_a_process_of_its_own_and_keeps_its_state_for_the_next_event() {
        try (Sandbox sandbox = Sandbox.open()) {
            String pid = sandbox.answer("pid");

            assertThat(pid).isNotEqualTo(String.valueOf(ProcessHandle.current().pid()));
            assertThat(sandbox.answer("pid")).isEqualTo(pid);
            assertThat(sandbox.answer("calls")).isEqualTo("3");
        }
    }

    @Test
    void two_events_at_once_get_two_processes_each_with_one_event_at_a_time() throws Exception {
        try (Sandbox sandbox = Sandbox.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> both = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> sandbox.answer("sleep 1000")))
                    .toList();

            assertThat(both.get(0).get()).isNotEqualTo(both.get(1).get());
        }
    }

    @Test
    void when_there_may_be_no_more_processes_events_wait_for_their_turn() throws Exception {
        try (Sandbox sandbox = Sandbox.with().most(2).open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> six = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> sandbox.answer("sleep 200")))
                    .toList();
            Set<String> pids = six.stream().map(IsolatedFunctionsTest::get).collect(Collectors.toSet());

            assertThat(pids).hasSize(2);
        }
    }

    @Test
    void who_waits_in_vain_for_a_free_process_is_throttled() throws Exception {
        try (Sandbox sandbox = Sandbox.with().most(1).open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String pid = sandbox.answer("pid");
            sandbox.awaitIdle();
            Future<String> busy = threads.submit(() -> sandbox.answer("sleep 2000"));
            sandbox.awaitBusy();

            assertThat(sandbox.call("pid", Duration.ofMillis(200))).isEqualTo(new Invocation.Throttled());
            assertThat(busy.get()).isEqualTo(pid);
        }
    }

    @Test
    void it_has_the_variables_that_it_was_given_and_lambdas_own_and_nothing_of_ours() {
        try (Sandbox sandbox = Sandbox.with().variable("COLOUR", "blue").open()) {
            assertThat(sandbox.answer("variable COLOUR")).isEqualTo("blue");
            assertThat(sandbox.answer("environment").split(","))
                    .containsExactlyInAnyOrder(
                            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                            "AWS_LAMBDA_FUNCTION_NAME",
                            "AWS_LAMBDA_FUNCTION_VERSION",
                            "AWS_LAMBDA_INITIALIZATION_TYPE",
                            "AWS_LAMBDA_LOG_GROUP_NAME",
                            "AWS_LAMBDA_LOG_STREAM_NAME",
                            "AWS_LAMBDA_RUNTIME_API",
                            "COLOUR",
                            "LAMBDA_TASK_ROOT",
                            "LANG",
                            "PATH",
                            "TZ",
                            "_HANDLER");
        }
    }

    @Test
    void one_that_takes_too_long_is_killed_and_the_next_event_gets_a_new_one() {
        try (Sandbox sandbox = Sandbox.with().timeout(Duration.ofSeconds(1)).open()) {
            String pid = sandbox.answer("pid");

            assertThat(sandbox.call("sleep 20000")).isEqualTo(new Invocation.TimedOut());
            sandbox.eventually(() -> !ProcessHandle.of(Long.parseLong(pid))
                    .map(ProcessHandle::isAlive)
                    .orElse(false));
            assertThat(sandbox.answer("pid")).isNotEqualTo(pid);
        }
    }

    @Test
    void it_is_told_the_trace_of_each_event() {
        try (Sandbox sandbox = Sandbox.open()) {
            TraceHeader header = NewTrace.header();
            assertThat(sandbox.functions.invoke("test", "trace".getBytes(UTF_8), header, Sandbox.PATIENT))
                    .isInstanceOfSatisfying(
                            Invocation.Answered.class,
                            answer -> assertThat(new String(answer.payload(), UTF_8))
                                    .isEqualTo('"' + header.text() + '"'));
            assertThat(sandbox.answer("trace")).startsWith("Root=1-").isNotEqualTo(header.text());
        }
    }

    @Test
    void it_is_told_how_long_it_has() {
        try (Sandbox sandbox = Sandbox.with().timeout(Duration.ofSeconds(30)).open()) {
            assertThat(Long.parseLong(sandbox.answer("remaining"))).isBetween(1_000L, 30_000L);
        }
    }

    @Test
    void a_caller_whose_patience_ends_first_hears_so_and_the_function_goes_on() {
        try (Sandbox sandbox = Sandbox.with().most(1).open()) {
            String pid = sandbox.answer("pid");

            assertThat(sandbox.call("sleep 1500", Duration.ofMillis(200))).isEqualTo(new Invocation.TimedOut());
            assertThat(sandbox.answer("pid")).isEqualTo(pid);
            assertThat(sandbox.invocations.all().get(1).isAnswered()).isTrue();
        }
    }

    @Test
    void one_that_is_killed_in_the_middle_fails_its_event_alone() throws Exception {
        try (Sandbox sandbox = Sandbox.with().most(1).open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String pid = sandbox.answer("pid");
            sandbox.awaitIdle();
            Future<String> failure = threads.submit(() -> sandbox.failure("sleep 20000"));
            sandbox.awaitBusy();
            Sandbox.kill(Long.parseLong(pid));

            assertThat(failure.get()).isEqualTo("Runtime.ExitError");
            assertThat(sandbox.answer("pid")).isNotEqualTo(pid);
        }
    }

    @Test
    void one_that_is_killed_while_it_is_frozen_fails_nobody() {
        try (Sandbox sandbox = Sandbox.open()) {
            for (int i = 0; i < 5; i++) {
                String pid = sandbox.answer("pid");
                Sandbox.kill(Long.parseLong(pid));
                sandbox.eventually(() -> sandbox.functions.processes().isEmpty());

                assertThat(sandbox.answer("pid")).isNotEqualTo(pid);
            }
        }
    }

    @Test
    void one_that_ends_itself_is_a_failure_and_is_replaced() {
        try (Sandbox sandbox = Sandbox.open()) {
            assertThat(sandbox.failure("exit")).isEqualTo("Runtime.ExitError");
            assertThat(sandbox.answer("calls")).isEqualTo("1");
        }
    }

    @Test
    void an_exception_fails_its_event_and_the_process_stays() {
        try (Sandbox sandbox = Sandbox.open()) {
            String pid = sandbox.answer("pid");

            assertThat(sandbox.failure("throw")).isEqualTo("java.lang.UnsupportedOperationException");
            assertThat(sandbox.answer("pid")).isEqualTo(pid);
        }
    }

    @Test
    void its_memory_has_a_limit() {
        try (Sandbox sandbox = Sandbox.open()) {
            assertThat(sandbox.failure("fill")).isEqualTo("java.lang.OutOfMemoryError");
            assertThat(sandbox.answer("pid")).isNotEmpty();
            assertThat(sandbox.lastTrace().memoryMegabytes().orElseThrow()).isLessThan(128);
        }
    }

    @Test
    void what_is_larger_than_lambda_takes_goes_neither_in_nor_out() {
        try (Sandbox sandbox = Sandbox.open()) {
            assertThat(sandbox.failure("large")).isEqualTo("Function.ResponseSizeTooLarge");
            assertThat(sandbox.functions.invoke(
                            "test", Sandbox.eventOf(Functions.LARGEST_PAYLOAD + 1), Sandbox.PATIENT))
                    .isEqualTo(new Invocation.EventTooLarge());
        }
    }

    @Test
    void nothing_of_it_runs_between_two_events() {
        try (Sandbox sandbox = Sandbox.open()) {
            assertThat(sandbox.answer("tick")).isEqualTo("ticking");
            int before = Integer.parseInt(sandbox.answer("ticks"));
            Sandbox.pause(Duration.ofSeconds(1));
            int after = Integer.parseInt(sandbox.answer("ticks"));

            // A hundred, if it were not frozen; some, for the moments of the calls themselves.
            assertThat(after - before).isLessThan(50);
        }
    }

    @Test
    void one_that_nobody_calls_goes() {
        try (Sandbox sandbox = Sandbox.with().idle(Duration.ofMillis(300)).open()) {
            String pid = sandbox.answer("pid");
            sandbox.eventually(() -> sandbox.functions.processes().isEmpty());

            assertThat(sandbox.answer("pid")).isNotEqualTo(pid);
        }
    }

    @Test
    void a_start_that_fails_is_told_with_its_cause_and_tried_again_with_the_next_event() {
        try (Sandbox sandbox = Sandbox.with().variable("ON_START", "throw").open()) {
            assertThat(sandbox.failure("pid")).isEqualTo("java.lang.IllegalStateException");
            assertThat(sandbox.failure("pid")).isEqualTo("java.lang.IllegalStateException");
            assertThat(sandbox.lines.stream().filter(line -> line.contains("about to throw")))
                    .hasSize(2);
            Trace trace = sandbox.lastTrace();
            assertThat(trace.log()).anyMatch(line -> line.contains("about to throw"));
            assertThat(trace.init()).isPresent();
            sandbox.eventually(() -> sandbox.functions.processes().isEmpty());
        }
    }

    @Test
    void a_process_that_ends_while_it_starts_fails_the_event() {
        try (Sandbox sandbox = Sandbox.with().variable("ON_START", "exit").open()) {
            assertThat(sandbox.failure("pid")).isEqualTo("Runtime.ExitError");
        }
    }

    @Test
    void a_start_that_takes_too_long_is_given_up() {
        try (Sandbox sandbox = Sandbox.with()
                .variable("ON_START", "hang")
                .initTimeout(Duration.ofSeconds(3))
                .open()) {
            assertThat(sandbox.failure("pid")).isEqualTo("Sandbox.Timedout");
            sandbox.eventually(() -> sandbox.functions.processes().isEmpty());
        }
    }

    @Test
    void each_invocation_keeps_its_own_lines_and_the_first_one_how_long_the_start_took() {
        try (Sandbox sandbox = Sandbox.open()) {
            assertThat(sandbox.answer("say one|and a half")).isEqualTo("said");
            Trace first = sandbox.lastTrace();
            assertThat(sandbox.answer("say two")).isEqualTo("said");
            Trace second = sandbox.lastTrace();

            assertThat(first.log()).containsExactly("one", "and a half");
            assertThat(first.init().orElseThrow()).isPositive();
            assertThat(first.took().orElseThrow()).isPositive();
            assertThat(second.log()).containsExactly("two");
            assertThat(second.init()).isEmpty();
            assertThat(sandbox.lines).containsExactly("one", "and a half", "two");
        }
    }

    @Test
    void whoever_kills_the_guardian_only_gets_a_new_one() {
        try (Sandbox sandbox = Sandbox.open()) {
            long guardian = sandbox.functions.guardian();
            String pid = sandbox.answer("pid");
            Sandbox.kill(guardian);
            sandbox.eventually(() ->
                    !ProcessHandle.of(guardian).map(ProcessHandle::isAlive).orElse(false));
            Sandbox.kill(Long.parseLong(pid));
            sandbox.eventually(() -> sandbox.functions.processes().isEmpty());

            assertThat(sandbox.answer("calls")).isEqualTo("1");
            assertThat(sandbox.functions.guardian()).isNotEqualTo(guardian);
        }
    }

    @Test
    void when_it_is_closed_no_process_is_left() {
        Sandbox sandbox = Sandbox.open();
        long pid = Long.parseLong(sandbox.answer("pid"));
        long guardian = sandbox.functions.guardian();
        sandbox.close();

        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        sandbox.eventually(
                () -> !ProcessHandle.of(guardian).map(ProcessHandle::isAlive).orElse(false));
        assertThat(sandbox.call("pid")).isInstanceOf(Invocation.Failed.class);
    }

    @Test
    void a_function_that_there_is_not_is_a_mistake_of_the_caller() {
        try (Sandbox sandbox = Sandbox.open()) {
            assertThatThrownBy(() -> sandbox.functions.invoke("other", new byte[0], Sandbox.PATIENT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
