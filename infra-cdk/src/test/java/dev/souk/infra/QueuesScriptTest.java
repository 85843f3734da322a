package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.message.WorkQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/queues.sh}: what it has AWS's command line do, by one that only writes down what it is asked for. */
class QueuesScriptTest {
    private static final Path SCRIPT = Path.of(System.getProperty("souk.checkout", ".."))
            .resolve("tools/queues.sh")
            .toAbsolutePath();

    @TempDir
    Path folder;

    private record Said(int status, String out, String err) {}

    @Test
    void dead_letters_are_looked_at_in_every_queue_and_taken_off_none() throws Exception {
        Said said = run("prod", "dead-letters");
        assertThat(said.status()).as(said.err()).isZero();
        for (WorkQueue work : WorkQueue.values()) {
            assertThat(asked()).contains("souk-prod-" + work.queueName() + "-dead");
        }
        assertThat(asked()).contains("receive-message").doesNotContain("delete");
    }

    @Test
    void a_redrive_moves_the_dead_letters_of_one_queue() throws Exception {
        Said said = run("prod", "redrive", "payment-events");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(asked())
                .contains("sqs get-queue-url --queue-name souk-prod-payment-events-dead")
                .endsWith("sqs start-message-move-task --source-arn 7\n");
    }

    @Test
    void parked_events_are_replayed_by_their_function() throws Exception {
        assertThat(run("dev", "replay-parked").status()).isZero();
        assertThat(asked()).isEqualTo("lambda invoke --function-name souk-dev-parked-events /dev/stdout\n");
    }

    @Test
    void a_queue_that_is_none_is_refused_with_those_that_there_are() throws Exception {
        Said said = run("prod", "redrive", "paymentevents");
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err())
                .contains(Arrays.stream(WorkQueue.values())
                        .map(WorkQueue::queueName)
                        .toList());
        assertThat(asked()).isEmpty();
    }

    @Test
    void without_the_command_line_of_aws_it_says_so() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Said said = started("prod", List.of("replay-parked"));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("its command line, aws, is not installed");
    }

    @Test
    void without_a_stage_and_without_a_run_it_says_what_is_missing() throws Exception {
        Said said = run("", "replay-parked");
        assertThat(said.status()).isNotZero();
        assertThat(said.err()).contains("Is `make run` up");
    }

    private Said run(String stage, String... arguments) throws IOException, InterruptedException {
        Path aws = Files.createDirectories(folder.resolve("bin")).resolve("aws");
        Files.writeString(aws, "#!/bin/sh\necho \"$*\" >>\"" + folder.resolve("asked") + "\"\necho 7\n");
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        return started(stage, List.of(arguments));
    }

    private Said started(String stage, List<String> arguments) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString());
        builder.command().addAll(arguments);
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("STAGE", stage);
        // Nobody listens there.
        builder.environment().put("PORT", "9");
        Process process =
                builder.redirectError(err.toFile()).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private String asked() throws IOException {
        Path asked = folder.resolve("asked");
        return Files.exists(asked)
                ? Files.readString(asked, StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n", "", "\n"))
                : "";
    }
}
