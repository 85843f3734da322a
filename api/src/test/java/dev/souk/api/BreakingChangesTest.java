package dev.souk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class BreakingChangesTest {
    private static final String NOW = Contract.text();
    private static final Path CHANGELOG = Path.of(System.getProperty("souk.checkout", ".."), "CHANGELOG.md");
    private static final Pattern RELEASED = Pattern.compile("## \\[?v?[0-9].*");

    /** What callers of the last release rely on holds until there is a major version: red when the contract breaks it. */
    @Test
    void nothing_that_the_last_release_promised_is_broken() throws Exception {
        Optional<String> tag = git("describe", "--tags", "--abbrev=0", "--match", "v*");
        if (tag.isEmpty()) {
            // A checkout without tags would let everything through.
            assertThat(Files.readString(CHANGELOG).lines().filter(RELEASED.asMatchPredicate()))
                    .as("releases of CHANGELOG.md, of which no tag v… is to be had here: fetch them")
                    .isEmpty();
            return;
        }
        String released = git("show", tag.get().strip() + ":api/openapi.yaml").orElseThrow();
        if (generation(NOW) > generation(released)) {
            return;
        }
        assertThat(BreakingChanges.between(released, NOW))
                .as(
                        "what breaks callers of " + tag.get().strip()
                                + ": keep it beside what is new, or raise the major version of the contract, before 1.0 the minor one")
                .isEmpty();
    }

    @Test
    void a_contract_does_not_break_itself() {
        assertThat(BreakingChanges.between(NOW, NOW)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an operation is gone          | get:                     | head:",
                "a path has another name       | /v1/things               | /v1/thing",
                "a parameter is required       | required: false          | required: true",
                "a parameter is gone           | name: colour             | name: shade",
                "a field has to be sent        | required: [name]         | required: [name, size]",
                "a choice cannot be sent       | enum: [red, green]       | enum: [red]",
                "a field of an answer is gone  | answered:                | said:",
                "a field has another type      | type: boolean            | type: integer",
                "an answer has another status  | '200'                    | '202'",
                "an answer has another type    | application/json         | text/plain",
                "tokens are good for it no more | things:read             | things:write",
            })
    void what_callers_rely_on_cannot_go(String what, String from, String to) {
        assertThat(THINGS).contains(from);
        assertThat(BreakingChanges.between(THINGS, THINGS.replace(from, to)))
                .as(what)
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an answer gains a field         | answered:           | more: { type: string }#answered:",
                "an answer gains a choice        | enum: [open, shut]  | enum: [open, shut, ajar]",
                "a field may be sent that is new | size:               | weight: { type: integer }#size:",
                "a choice may be sent that is new | enum: [red, green] | enum: [red, green, blue]",
                "a parameter need not be sent    | query, required: true | query, required: false",
                "it is described in other words  | All of them         | Each of them",
            })
    void what_only_adds_is_let_through(String what, String from, String to) {
        assertThat(THINGS).contains(from);
        String[] lines = to.split("#", -1);
        String indented = lines.length == 1 ? to : lines[0] + "\n        " + lines[1];
        assertThat(BreakingChanges.between(THINGS, THINGS.replace(from, indented)))
                .as(what)
                .isEmpty();
    }

    private static final String THINGS = """
            openapi: 3.0.3
            info: { title: Things, version: 1.2.3 }
            paths:
              /v1/things:
                get:
                  operationId: listThings
                  x-souk-function: shop
                  x-souk-scope: 'things:read'
                  description: All of them.
                  security: [{ bearer: [] }]
                  parameters:
                    - { name: colour, in: query, required: false, schema: { type: string } }
                    - { name: shop, in: query, required: true, schema: { type: string } }
                  responses:
                    '200': { $ref: '#/components/responses/Things' }
                    default: { $ref: '#/components/responses/Problem' }
                post:
                  operationId: makeThing
                  x-souk-function: shop
                  security: [{ bearer: [] }]
                  requestBody:
                    required: true
                    content: { application/json: { schema: { $ref: '#/components/schemas/Draft' } } }
                  responses:
                    '200': { $ref: '#/components/responses/Things' }
                    default: { $ref: '#/components/responses/Problem' }
            components:
              securitySchemes:
                bearer: { type: http, scheme: bearer }
              responses:
                Problem: { description: Bad., content: { application/problem+json: {} } }
                Things:
                  description: They.
                  content: { application/json: { schema: { $ref: '#/components/schemas/Things' } } }
              schemas:
                Draft:
                  type: object
                  required: [name]
                  properties:
                    name: { type: string }
                    size: { type: integer }
                    colour: { type: string, enum: [red, green] }
                Things:
                  type: object
                  required: [answered]
                  properties:
                    answered: { type: boolean }
                    state: { type: string, enum: [open, shut] }
            """;

    /** What may only go up when something is broken: the major version, and before 1.0 the minor one. */
    private static int generation(String contract) {
        Map<?, ?> info = (Map<?, ?>) ((Map<?, ?>) new Yaml().load(contract)).get("info");
        String[] version =
                String.valueOf(info == null ? "" : info.get("version")).split("\\.", -1);
        int major = Integer.parseInt(version[0]);
        return major == 0 ? Integer.parseInt(version[1]) - 1_000_000 : major;
    }

    /** What git says, or nothing where there is no repository or no such thing in it. */
    private static Optional<String> git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process git;
        try {
            git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException _) {
            return Optional.empty();
        }
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor(1, TimeUnit.MINUTES) && git.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    }
}
