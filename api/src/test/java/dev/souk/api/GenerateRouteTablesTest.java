package dev.souk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateRouteTablesTest {
    private static final String GOOD = Yamls.operation("/v1/things/{thing}", "get", "getThing");

    @TempDir
    Path folder;

    @Test
    void a_line_is_an_operation() throws IOException {
        generate(
                GOOD,
                Yamls.operation("/v1/things", "post", "makeThing")
                        .replace("security: []", "security: [{}, {bearer: []}, {key: []}]"));
        assertThat(table("shop")).isEqualTo("""
                GET\t/v1/things/{thing}\tgetThing\tnone\t\t\t
                POST\t/v1/things\tmakeThing\tnone,bearer,key\t\t\t
                """);
    }

    @Test
    void every_function_has_a_table_of_its_own_and_a_queue_has_none() throws IOException {
        generate(
                GOOD,
                Yamls.operation("/v1/mail", "post", "sendMail")
                        .replace("x-souk-function: shop", "x-souk-function: mail"),
                Yamls.operation("/v1/hook", "post", "hook").replace("x-souk-function: shop", "x-souk-queue: events"));
        assertThat(table("shop")).contains("getThing").doesNotContain("sendMail", "hook");
        assertThat(table("mail")).isEqualTo("POST\t/v1/mail\tsendMail\tnone\t\t\t\n");
        try (var files = Files.list(folder.resolve("some classes/dev/souk/api"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void the_table_of_a_function_that_is_gone_goes_too() throws IOException {
        generate(GOOD.replace("x-souk-function: shop", "x-souk-function: old"));
        generate(GOOD);
        assertThat(folder.resolve("some classes/dev/souk/api/routes-old.txt")).doesNotExist();
        assertThat(table("shop")).isNotEmpty();
    }

    @Test
    void a_table_is_only_written_when_it_says_something_else() throws IOException {
        generate(GOOD);
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(file("shop"), longAgo);
        generate(GOOD);
        assertThat(Files.getLastModifiedTime(file("shop"))).isEqualTo(longAgo);
        generate(GOOD.replace("getThing", "findThing"));
        assertThat(table("shop")).contains("findThing");
    }

    @Test
    void an_operation_without_a_name_fails_the_build() {
        refuses("GET /v1/things/{thing} has no operationId.", GOOD.replace("operationId: getThing", "summary: Get"));
    }

    @Test
    void an_operation_that_nobody_serves_fails_the_build() {
        refuses(
                "GET /v1/things/{thing} says neither which function serves it (x-souk-function) nor which queue takes it"
                        + " (x-souk-queue).",
                GOOD.replace("x-souk-function: shop", "summary: Get"));
    }

    @Test
    void an_operation_with_a_function_and_a_queue_fails_the_build() {
        refuses(
                "GET /v1/things/{thing} names both a function (x-souk-function) and a queue (x-souk-queue)",
                GOOD.replace("security: []", "security: []\n        x-souk-queue: events"));
    }

    @Test
    void two_operations_of_one_name_fail_the_build() {
        refuses(
                "POST /v1/other has the operationId getThing, which GET /v1/things/{thing} has already.",
                GOOD,
                Yamls.operation("/v1/other", "post", "getThing"));
    }

    @Test
    void an_operation_without_a_default_problem_fails_the_build() {
        String sentence = "GET /v1/things/{thing} has no default response with application/problem+json.";
        refuses(sentence, GOOD.replace("default:", "'500':"));
        refuses(sentence, GOOD.replace("{$ref: '#/components/responses/Problem'}", "{description: Bad.}"));
        refuses(sentence, GOOD.replace("responses/Problem", "responses/Nothing"));
    }

    @Test
    void an_operation_that_does_not_say_who_may_call_it_fails_the_build() {
        refuses(
                "GET /v1/things/{thing} does not say who may call it; a public one says security: [].",
                GOOD.replace("security: []", "summary: Get"));
        refuses(
                "GET /v1/things/{thing} wants baerer, which is not among the securitySchemes.",
                GOOD.replace("security: []", "security: [{baerer: []}]"));
        refuses("together; only alternatives", GOOD.replace("security: []", "security: [{bearer: [], key: []}]"));
    }

    @Test
    void a_path_that_api_gateway_would_refuse_fails_the_build() {
        refuses("has the segment \"{thing}.json\"", GOOD.replace("/{thing}:", "/{thing}.json:"));
        refuses("has the segment \"\"", GOOD.replace("/v1/things/", "/v1//things/"));
        refuses(
                "The path /v1/things/{id}/parts calls {id} what another path calls {thing}",
                GOOD,
                Yamls.operation("/v1/things/{id}/parts", "get", "getParts"));
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThatThrownBy(() -> generate(
                        GOOD.replace("operationId: getThing", "summary: Get").replace("default:", "'500':")))
                .hasMessageContaining("has no operationId")
                .hasMessageContaining("has no default response");
    }

    @Test
    void what_is_no_contract_fails_the_build() {
        assertThatThrownBy(() -> Contract.parse("openapi: 3.0.3")).hasMessageContaining("It has no paths.");
        assertThatThrownBy(() -> Contract.parse("{")).hasMessageContaining("It is not YAML");
        refuses("It is not YAML", GOOD, GOOD);
    }

    private void refuses(String sentence, String... paths) {
        assertThatThrownBy(() -> generate(paths)).hasMessageContaining(sentence);
    }

    private void generate(String... paths) throws IOException {
        Path contract = Files.writeString(folder.resolve("a contract.yaml"), Yamls.contract(paths));
        GenerateRouteTables.main(new String[] {
            contract.toString(), folder.resolve("some classes").toString()
        });
    }

    private String table(String function) throws IOException {
        return Files.readString(file(function));
    }

    private Path file(String function) {
        return folder.resolve("some classes/dev/souk/api/routes-" + function + ".txt");
    }
}
