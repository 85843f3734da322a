package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.infra.ToolScript.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/rotate-secrets.sh}: what it has others do, by a command line of AWS's and one of CDK's that only write down what they are asked for. */
class RotateSecretsScriptTest {
    @TempDir
    Path folder;

    @BeforeEach
    void commands() throws IOException {
        command("npx", "exit 0");
    }

    @Test
    void the_next_revision_is_deployed_and_old_passwords_end_after_that() throws Exception {
        command("aws", "echo 'Souk: users, secrets 7'");
        Said said = run("dev");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(asked().lines())
                .containsExactly(
                        "aws lambda get-function-configuration --function-name souk-dev-users --query Description --output text",
                        "npx cdk deploy --all --require-approval never -c stage=dev -c secretsRevision=8",
                        "aws lambda invoke --function-name souk-dev-migrations --cli-binary-format raw-in-base64-out --payload"
                                + " {\"command\":\"forget-old-passwords\"} /dev/stdout");
        assertThat(said.out()).contains("\"secretsRevision\": \"8\"");
    }

    @Test
    void when_the_deployment_fails_old_passwords_stay_good() throws Exception {
        command("aws", "echo 'Souk: users, secrets 7'");
        command("npx", "exit 1");
        assertThat(run("prod").status()).isNotZero();
        assertThat(asked()).doesNotContain("forget-old-passwords");
    }

    @Test
    void a_revision_that_cannot_be_counted_is_raised_by_a_person() throws Exception {
        command("aws", "echo 'Souk: users, secrets spring'");
        Said said = run("dev");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("secretsRevision has to be a whole number");
        assertThat(asked()).doesNotContain("npx");
    }

    @Test
    void without_a_stage_nothing_is_asked() throws Exception {
        command("aws", "exit 0");
        Said said = run("");
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("make rotate-secrets STAGE=dev");
        assertThat(asked()).isEmpty();
    }

    @Test
    void without_the_command_line_of_aws_it_says_so() throws Exception {
        Said said = run("dev");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("its command line, aws, is not installed");
    }

    private void command(String name, String does) throws IOException {
        script().command(name, does);
    }

    private Said run(String stage) throws IOException, InterruptedException {
        return script().run(Map.of("STAGE", stage));
    }

    private String asked() throws IOException {
        return String.join("\n", script().asked());
    }

    private ToolScript script() {
        return new ToolScript("rotate-secrets.sh", folder);
    }
}
