package dev.souk.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.lambda.log.Log;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.isolated.Artifact;
import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.local.function.isolated.Jvm;
import dev.souk.local.function.isolated.Launch;
import dev.souk.local.function.isolated.RuntimeClient;
import dev.souk.local.function.isolated.Snapshotted;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function under AWS's runtime interface client, which calls the hooks as it does for SnapStart, frozen, and continued. */
class SnapshotTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Market market;
    private static List<Subject> events;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        market = new Market(folder.resolve("market"), Path.of(System.getProperty("souk.cache")));
        events = market.training();
    }

    @AfterAll
    static void close() {
        market.close();
    }

    static Stream<Subject> functions() {
        return events.stream().sorted(Comparator.comparing(Subject::name));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_primed_function_answers_a_real_event_and_everything_could_be_rehearsed(Subject subject) {
        subject.check(firstAnswer(subject));
        assertThat(String.join("\n", lines)).contains("priming.done").doesNotContain("priming.incomplete");
    }

    @ParameterizedTest
    @EnumSource(
            value = LambdaFunction.class,
            names = {"USERS", "PURCHASES", "EMAIL_WORKER"})
    void a_snapshot_can_be_taken_where_no_database_is_and_the_log_says_that_it_was_not_there(LambdaFunction function) {
        Subject subject = events.stream()
                .filter(each -> each.handler().equals(function.handler()))
                .findFirst()
                .orElseThrow();
        Map<String, String> variables = new HashMap<>(subject.variables());
        variables.put("DATABASE_URL", "jdbc:mysql://127.0.0.1:1/souk");
        assertThat(firstAnswer(subject.with(variables))).isNotNull();
        assertThat(String.join("\n", lines))
                .contains("priming.done", "priming.incomplete", "\"what\":\"database\"")
                .doesNotContain("MissingVariable");
    }

    private Invocation firstAnswer(Subject subject) {
        RuntimeClient client = RuntimeClient.in(Isolation.of(CHECKOUT).runtimeClient(), folder.resolve("client"));
        Launch launch = new Launch(
                subject.name(),
                subject.handler(),
                Artifact.unpacked(
                        CHECKOUT.resolve(subject.zip()), folder.resolve("task").resolve(subject.artifact())),
                subject.memoryMegabytes(),
                subject.variables(),
                new Snapshotted(Jvm.managed(client)));
        try (IsolatedFunctions functions = IsolatedFunctions.of(
                List.of(new IsolatedFunctions.Deployed(launch, PATIENCE, 1)),
                new Isolation(CHECKOUT, 1, Duration.ofHours(1), PATIENCE),
                folder.resolve("run"),
                new Log(
                        "test",
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        Clock.systemUTC()),
                lines::add,
                new RecentInvocations())) {
            Invocation ending = functions.invoke(subject.name(), subject.event().get(), PATIENCE);
            functions.endGently();
            return ending;
        }
    }
}
