package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.infra.ToolScript.Said;
import dev.souk.model.message.WorkQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/queues.sh}: what it has AWS's command line do, by one that only writes down what it is asked for. */
class QueuesScriptTest {
    @TempDir
    Path folder;

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
                .contains("aws sqs get-queue-url --queue-name souk-prod-payment-events-dead")
                .endsWith("aws sqs start-message-move-task --source-arn 7");
    }

    @Test
    void parked_events_are_replayed_by_their_function() throws Exception {
        assertThat(run("dev", "replay-parked").status()).isZero();
        assertThat(asked()).isEqualTo("aws lambda invoke --function-name souk-dev-parked-events /dev/stdout");
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
        Said said = started("prod", "replay-parked");
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
        script().command("aws", "echo 7");
        return started(stage, arguments);
    }

    /** Nobody listens at that port. */
    private Said started(String stage, String... arguments) throws IOException, InterruptedException {
        return script().run(Map.of("STAGE", stage, "PORT", "9"), arguments);
    }

    private String asked() throws IOException {
        return String.join("\n", script().asked());
    }

    private ToolScript script() {
        return new ToolScript("queues.sh", folder);
    }
}
