package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/teardown.md names what the templates keep, and nothing else; its command takes away what it should, in the right order. */
class TearDownTest {
    private static final Path CHECKOUT = Path.of(Objects.requireNonNull(System.getProperty("souk.checkout")));

    /** What CDK puts behind a name. */
    private static final String HASH = "[0-9A-F]{8}$";

    @TempDir
    private Path folder;

    /** A row of the table. */
    private record Kept(List<String> stages, String stack, String type, String what) {
        boolean names(String stage, String inStack, String ofType, String id) {
            boolean fits = what.startsWith("*") ? id.endsWith(what.substring(1)) : id.equals(what);
            return stages.contains(stage) && stack.equals(inStack) && type.equals(ofType) && fits;
        }
    }

    @Test
    void what_a_template_keeps_when_it_goes_is_in_the_document_and_what_is_there_is_kept() throws IOException {
        List<Kept> table = table();
        Set<String> used = new HashSet<>();
        Map<String, Synthesized> stages = Map.of(
                "dev", Synthesized.dev(),
                "prod", Synthesized.prod(),
                "dev on Aurora", Synthesized.aurora(Stage.DEV),
                "prod on Aurora", Synthesized.auroraProxied());
        for (Map.Entry<String, Synthesized> one : stages.entrySet()) {
            for (Synthesized.Resource resource : one.getValue().all()) {
                Node policy = resource.node().at("DeletionPolicy");
                if (policy.isThere() && !policy.text().equals("Delete")) {
                    String stage = one.getKey();
                    String id = resource.id().replaceFirst(HASH, "");
                    List<Kept> rows = table.stream()
                            .filter(row -> row.names(stage, resource.stack(), resource.type(), id))
                            .toList();
                    assertThat(rows)
                            .as(
                                    "rows of docs/teardown.md for %s, %s, %s, %s",
                                    stage, resource.stack(), resource.type(), id)
                            .hasSize(1);
                    used.add(stage + " " + rows.getFirst());
                }
            }
        }
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(table.stream()
                        .flatMap(row -> row.stages().stream().map(stage -> stage + " " + row))
                        .toList());
    }

    @BeforeEach
    void commandsThatOnlyWriteDownThatTheyWereCalled() throws IOException {
        command("aws", """
                echo "aws $*" >>"$CALLS"
                case "$*" in
                *get-resources*) echo arn:aws:s3:::files ;;
                *list-stack-resources*souk-dev-data*) echo files ;;
                *describe-stacks*souk-dev-web*) exit 254 ;;
                *list-object-versions*)
                    if [ ! -e "$CALLS.emptied" ]; then echo '{"Objects": [{"Key": "a", "VersionId": "1"}]}'; else echo '{"Objects": []}'; fi ;;
                *delete-objects*) touch "$CALLS.emptied" ;;
                esac
                """);
        command("npx", "echo \"npx $*\" >>\"$CALLS\"\n");
    }

    @Test
    void without_a_word_nothing_is_changed() throws Exception {
        assertThat(run(0, Map.of("STAGE", "dev"))).contains("arn:aws:s3:::files", "Nothing was changed");
        assertThat(run(0, Map.of("STAGE", "dev", "CONFIRM", "souk-prod"))).contains("Nothing was changed");
        assertThat(calls()).allMatch(call -> call.contains("get-resources"));
    }

    @Test
    void production_is_left_to_people() throws Exception {
        assertThat(run(1, Map.of("STAGE", "prod", "CONFIRM", "souk-prod"))).contains("docs/teardown.md");
        assertThat(calls()).isEmpty();
    }

    @Test
    void no_stage_is_no_stage() throws Exception {
        assertThat(run(1, Map.of("STAGE", ""))).contains("Which stage?");
        assertThat(calls()).isEmpty();
    }

    @Test
    void functions_go_first_then_what_is_in_the_buckets_then_the_rest() throws Exception {
        run(0, Map.of("STAGE", "dev", "CONFIRM", "souk-dev"));
        assertThat(calls().stream()
                        .filter(call -> call.matches("npx .*|aws s3api .*"))
                        .map(call -> call.replaceAll("(npx cdk destroy|aws s3api) (\\S+) .*", "$1 $2")))
                .containsExactly(
                        "npx cdk destroy souk-dev-api",
                        "aws s3api list-object-versions",
                        "aws s3api delete-objects",
                        "aws s3api list-object-versions",
                        "npx cdk destroy --all");
    }

    private static List<Kept> table() throws IOException {
        return Files.readAllLines(CHECKOUT.resolve("docs/teardown.md")).stream()
                .map(line -> List.of(line.split(" *\\| *", -1)))
                .filter(columns -> columns.size() > 5 && columns.get(3).startsWith("`AWS::"))
                .map(columns -> new Kept(
                        List.of(columns.get(1).split(", ", -1)),
                        columns.get(2),
                        columns.get(3).replace("`", ""),
                        columns.get(4).replace("`", "")))
                .toList();
    }

    private void command(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("not executable: " + file);
        }
    }

    private List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private String run(int ending, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", CHECKOUT.resolve("tools/teardown.sh").toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("CALLS", folder.resolve("calls").toString());
        builder.environment().merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(ending);
        return said;
    }
}
