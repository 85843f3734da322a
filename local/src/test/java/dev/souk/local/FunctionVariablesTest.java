package dev.souk.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.Variable;
import dev.souk.deployment.Variable.Given;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.local.home.Home;
import dev.souk.local.service.Services;
import dev.souk.local.service.Setting;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What functions read of their environment, what the list of functions says, and what the local run gives them: all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionVariablesTest {
    private static final Log QUIET =
            new Log("test", new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());

    private final Services services;
    private final FunctionVariables variables;

    FunctionVariablesTest(@TempDir Path folder) {
        services = Services.start(new Setting(
                Environment.of(Map.of()),
                Home.take(folder),
                Path.of(System.getProperty("souk.cache", "target/cache")),
                false,
                Duration.ofSeconds(2),
                true));
        variables = new FunctionVariables(
                services, Environment.of(Map.of()), URI.create("http://127.0.0.1:8080"), "a secret");
    }

    @AfterAll
    void stop() {
        services.close();
    }

    /** Of all that there is, so that nothing is missed because something before it is absent. */
    private Set<String> read(LambdaFunction function) {
        Map<String, String> all = new HashMap<>();
        LambdaFunction.serving().forEach(each -> all.putAll(variables.of(each)));
        Set<String> read = new HashSet<>();
        FunctionsOfSouk.handler(function, Environment.watched(all, read::add), QUIET);
        if (function == LambdaFunction.EMAIL_WORKER) {
            // Which of the two ways mails go decides what is read.
            all.put("MAIL_TRANSPORT", "ses");
            FunctionsOfSouk.handler(function, Environment.watched(all, read::add), QUIET);
        }
        return read;
    }

    private static Set<String> names(LambdaFunction function) {
        return function.variables().stream().map(Variable::name).collect(toSet());
    }

    @Test
    void every_function_reads_what_the_list_says_and_nothing_else() {
        for (LambdaFunction function : LambdaFunction.serving()) {
            assertThat(read(function)).as(function.name()).isEqualTo(names(function));
        }
    }

    @Test
    void the_local_run_gives_every_function_all_that_it_needs_and_nothing_that_it_does_not_read() {
        for (LambdaFunction function : LambdaFunction.serving()) {
            Set<String> given = variables.of(function).keySet();
            Set<String> needed = function.variables().stream()
                    .filter(variable -> variable.given() == Given.ALWAYS)
                    .map(Variable::name)
                    .collect(toSet());

            assertThat(given).as(function.name()).containsAll(needed);
            assertThat(names(function)).as(function.name()).containsAll(given);
        }
    }

    @Test
    void the_handlers_are_those_of_the_list() {
        for (LambdaFunction function : LambdaFunction.serving()) {
            assertThat(FunctionsOfSouk.handler(function, Environment.of(variables.of(function)), QUIET)
                            .getClass()
                            .getName())
                    .isEqualTo(function.handler());
        }
    }
}
