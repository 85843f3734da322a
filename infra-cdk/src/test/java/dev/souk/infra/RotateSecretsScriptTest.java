package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/rotate-secrets.sh}: what it has others do, by a command line of AWS's and one of CDK's that only write down what they are asked for. */
class RotateSecretsScriptTest {
    private static final Path SCRIPT = Path.of(System.getProperty("souk.checkout", ".."))
            .resolve("tools/rotate-secrets.sh")
            .toAbsolutePath();

    @TempDir
    Path folder;

    private record Said(int status, String out, String err) {}

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
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(
                file, "#!/bin/sh\necho \"" + name + " $*\" >>\"" + folder.resolve("asked") + "\"\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Said run(String stage) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("STAGE", stage);
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
        return Files.exists(asked) ? Files.readString(asked, StandardCharsets.UTF_8) : "";
    }
}
