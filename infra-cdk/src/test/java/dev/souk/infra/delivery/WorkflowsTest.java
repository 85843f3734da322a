package dev.souk.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows of GitHub Actions keep to our rules, and the rules find what breaks them. */
class WorkflowsTest {
    private static final Path CHECKOUT = Path.of(Objects.requireNonNull(System.getProperty("souk.checkout")));
    private static final Path WORKFLOWS = CHECKOUT.resolve(".github/workflows");

    private static final String GOOD = """
            name: a good one
            on:
              push:
            permissions: {}
            concurrency:
              group: one
            jobs:
              build:
                runs-on: ubuntu-24.04
                timeout-minutes: 10
                permissions:
                  contents: read
                steps:
                  - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
                    with:
                      persist-credentials: false
                  - run: make test
              deploy:
                runs-on: ubuntu-24.04
                timeout-minutes: 10
                environment: dev
                permissions:
                  contents: read
                  id-token: write
                steps:
                  - uses: aws-actions/configure-aws-credentials@8df5847569e6427dd6c4fb1cf565c83acfa8afa7 # v6.0.0
                    with:
                      role-to-assume: ${{ vars.AWS_DEPLOY_ROLE }}
                  - run: npx cdk deploy
            """;

    static Stream<Path> workflows() {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_workflow_keeps_to_the_rules(Path file) {
        assertThat(Workflow.of(read(file)).complaints()).isEmpty();
    }

    @Test
    void there_are_workflows_that_test_plan_and_deploy() {
        assertThat(workflows().map(file -> file.getFileName().toString()))
                .contains("test.yml", "plan.yml", "deploy.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void what_a_workflow_makes_the_makefile_has(Path file) {
        assertThat(read(CHECKOUT.resolve("Makefile"))
                        .lines()
                        .filter(line -> line.matches("[a-z-]+:.*"))
                        .map(line -> line.substring(0, line.indexOf(':'))))
                .containsAll(Workflow.of(read(file)).targets());
    }

    @Test
    void an_action_has_one_pin_wherever_it_is_used() {
        Map<String, Set<String>> pins = new TreeMap<>();
        Pattern uses = Pattern.compile("uses: ([^@\\s]+)@(\\S+ # \\S+)");
        workflows()
                .map(WorkflowsTest::read)
                .map(uses::matcher)
                .flatMap(Matcher::results)
                .forEach(pin ->
                        pins.computeIfAbsent(pin.group(1), _ -> new TreeSet<>()).add(pin.group(2)));
        assertThat(pins)
                .isNotEmpty()
                .allSatisfy((action, all) -> assertThat(all).as(action).hasSize(1));
    }

    @Test
    void dependabot_looks_after_every_package_json_that_has_dependencies_after_maven_and_after_the_actions()
            throws IOException {
        String config = read(CHECKOUT.resolve(".github/dependabot.yml"));
        assertThat(config).contains("package-ecosystem: maven", "package-ecosystem: github-actions");
        try (Stream<Path> files = Files.find(
                CHECKOUT,
                4,
                (path, _) -> path.endsWith("package.json")
                        && !path.toString().contains("node_modules")
                        && !path.toString().contains("/target/"))) {
            Set<String> folders = files.filter(file -> read(file).matches("(?s).*\"(devD|d)ependencies\".*"))
                    .map(file -> "/" + CHECKOUT.relativize(file.getParent()))
                    .collect(Collectors.toSet());
            assertThat(folders)
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(config)
                            .containsPattern("directories: \\[[^]]*" + Pattern.quote(folder) + "[],]"));
        }
    }

    @Test
    void a_good_one_is_found_good() {
        assertThat(Workflow.of(GOOD).complaints()).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "on:\\n  push: | on:\\n  pull_request_target: | gives a stranger's code our rights",
                "on:\\n  push: | on:\\n  workflow_run: | gives a stranger's code our rights",
                "permissions: {}\\n | permissions: write-all\\n | each job says its own",
                "permissions: {}\\n | env: {}\\n | each job says its own",
                "group: one | cancel-in-progress: true | no concurrency group",
                "make test | echo $KEY ${{ secrets.KEY }} | reads a stored secret",
                "make test | echo ${{ github.head_ref }} | into a script's text",
                "role-to-assume: | aws-access-key-id: | long-lived key",
                " # v6.0.2 |  | not pinned to a commit",
                "@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2 | @v6 # v6.0.2 | not pinned to a commit",
                "timeout-minutes: 10 | continue-on-error: true | has no time-out",
                "contents: read\\n    steps: | contents: write\\n    steps: | may write contents",
                "    permissions:\\n      contents: read\\n    steps: | \\n    steps: | does not say its permissions",
                "id-token: write | issues: read | takes no role",
                "    environment: dev\\n | \\n | reaches AWS from no environment",
                "npx cdk deploy | make synth && npx cdk deploy | builds where AWS can be reached",
                "persist-credentials: false | persist-credentials: true | token in the checkout"
            })
    void what_breaks_a_rule_is_found(String good, String bad, String complaint) {
        String from = good.replace("\\n", "\n");
        assertThat(GOOD).contains(from);
        assertThat(Workflow.of(GOOD.replace(from, bad == null ? "" : bad.replace("\\n", "\n")))
                        .complaints())
                .anySatisfy(said -> assertThat(said).contains(complaint));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
