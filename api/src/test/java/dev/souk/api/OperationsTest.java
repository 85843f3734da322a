package dev.souk.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.api.Document.Written;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every operation of the contract must say about itself. */
class OperationsTest {
    private static final String PROBLEM = "application/problem+json";

    private final Document document = Document.load();

    @Test
    void an_operation_says_what_it_is_for() {
        for (Written written : document.operations()) {
            assertThat(written.operation()).as(written.name()).satisfies(operation -> {
                assertThat(operation.get("summary")).isInstanceOf(String.class);
                assertThat(operation.get("description")).isInstanceOf(String.class);
                assertThat(Document.list(operation.get("tags"))).hasSize(1);
                assertThat(operation.get("security")).isInstanceOf(List.class);
            });
        }
    }

    @Test
    void parameters_and_headers_have_examples() {
        for (Written written : document.operations()) {
            for (Map<?, ?> parameter : document.parameters(written)) {
                assertThat(parameter.get("example"))
                        .as(written + " " + parameter.get("name"))
                        .isNotNull();
                assertThat(parameter.get("description"))
                        .as(written + " " + parameter.get("name"))
                        .isNotNull();
            }
            document.responses(written)
                    .forEach((status, response) -> Document.map(response.get("headers"))
                            .forEach((name, header) -> assertThat(
                                            document.resolve(header).get("example"))
                                    .as(written + " " + status + " " + name)
                                    .isNotNull()));
        }
    }

    @Test
    void the_path_s_parameters_are_described() {
        for (Written written : document.operations()) {
            Set<String> described = new HashSet<>();
            for (Map<?, ?> parameter : document.parameters(written)) {
                if ("path".equals(parameter.get("in"))) {
                    described.add(String.valueOf(parameter.get("name")));
                }
            }
            Set<String> inPath = new HashSet<>();
            Matcher names = Pattern.compile("\\{([^}]+)}").matcher(written.name());
            while (names.find()) {
                inPath.add(names.group(1));
            }
            assertThat(described).as(written.name()).isEqualTo(inPath);
        }
    }

    @Test
    void bodies_have_examples_both_ways() {
        int bodies = 0;
        for (Written written : document.operations()) {
            Map<?, ?> request = document.resolve(written.operation().get("requestBody"));
            for (Object media : Document.map(request.get("content")).values()) {
                assertThat(Document.at(Document.map(media), "examples"))
                        .as(written + " request")
                        .isNotEmpty();
            }
            for (Map.Entry<String, Map<?, ?>> response :
                    document.responses(written).entrySet()) {
                for (Object media :
                        Document.map(response.getValue().get("content")).values()) {
                    bodies++;
                    Map<?, ?> examples = Document.at(Document.map(media), "examples");
                    assertThat(examples).as(written + " " + response.getKey()).isNotEmpty();
                    assertThat(examples.values())
                            .as(written + " " + response.getKey())
                            .allSatisfy(example -> assertThat(
                                            document.resolve(example).get("value"))
                                    .isNotNull());
                }
            }
        }
        assertThat(bodies).isGreaterThan(100);
    }

    @Test
    void every_answer_carries_the_request_s_id() {
        for (Written written : document.operations()) {
            document.responses(written)
                    .forEach((status, response) -> assertThat(Document.at(response, "headers"))
                            .as(written + " " + status)
                            .matches(headers -> headers.containsKey("X-Request-Id")));
        }
    }

    @Test
    void a_success_is_json_and_a_failure_is_a_problem() {
        for (Written written : document.operations()) {
            document.responses(written).forEach((status, response) -> {
                Set<?> media = Document.at(response, "content").keySet();
                if (status.equals("204")) {
                    assertThat(media).as(written + " " + status).isEmpty();
                } else if (status.startsWith("2")) {
                    assertThat(media).as(written + " " + status).hasToString("[application/json]");
                } else if (status.startsWith("3")) {
                    assertThat(media).as(written + " " + status).isEmpty();
                } else {
                    assertThat(media).as(written + " " + status).hasToString("[" + PROBLEM + "]");
                }
            });
            assertThat(document.responses(written)).as(written.name()).containsKey("default");
        }
    }

    @Test
    void problems_in_examples_are_those_that_the_contract_lists() {
        Map<?, ?> problem = Document.at(document.root(), "components", "schemas", "Problem");
        String table = String.valueOf(problem.get("description"));
        for (Written written : document.operations()) {
            document.responses(written)
                    .forEach((status, response) -> Document.at(response, "content", PROBLEM, "examples")
                            .forEach((name, example) -> {
                                Map<?, ?> value = Document.at(Document.map(example), "value");
                                String code = String.valueOf(value.get("code"));
                                assertThat(value.get("type")).isEqualTo("https://souk.dev/problems/" + code);
                                assertThat(status)
                                        .as(written + " " + name)
                                        .isIn("default", String.valueOf(value.get("status")));
                                assertThat(table)
                                        .containsPattern("\\| " + value.get("status") + " \\|[^\n]*`" + code + "`");
                            }));
        }
    }

    @Test
    void an_operation_lists_the_problems_that_follow_from_its_shape() {
        for (Written written : document.operations()) {
            Set<String> statuses = document.responses(written).keySet();
            assertThat(statuses).as(written.name()).contains("429", "500", "503");
            if (!Document.list(written.operation().get("security")).isEmpty()) {
                assertThat(statuses).as(written.name()).contains("401", "403");
            }
            if (written.name().contains("{")) {
                assertThat(statuses).as(written.name()).contains("404");
            }
            if (!document.requestSchema(written).isEmpty()) {
                assertThat(statuses).as(written.name()).contains("400", "413");
            }
            if (!document.requestSchema(written).isEmpty() && !written.hasQueue()) {
                assertThat(statuses).as(written.name()).contains("415", "422");
            }
            for (Map<?, ?> parameter : document.parameters(written)) {
                switch (String.valueOf(parameter.get("name"))) {
                    case "If-Match" -> assertThat(statuses).as(written.name()).contains("412", "428");
                    case "Idempotency-Key" ->
                        assertThat(statuses).as(written.name()).contains("400", "409", "422");
                    case "cursor", "limit" ->
                        assertThat(statuses).as(written.name()).contains("400");
                    default -> {}
                }
            }
        }
    }

    @Test
    void what_is_edited_with_if_match_is_read_with_an_etag() {
        for (Written written : document.operations()) {
            if (written.name().startsWith("patch ")) {
                Map<?, ?> read = Document.at(written.path(), "get", "responses", "200", "headers");
                assertThat(read.containsKey("ETag")).as(written.name()).isTrue();
                assertThat(document.parameters(written))
                        .as(written.name())
                        .anySatisfy(
                                parameter -> assertThat(parameter.get("name")).isEqualTo("If-Match"));
            }
        }
    }

    @Test
    void what_takes_a_key_says_when_an_answer_is_a_replay() {
        for (Written written : document.operations()) {
            boolean takesKey = document.parameters(written).stream()
                    .anyMatch(parameter -> "Idempotency-Key".equals(parameter.get("name")));
            boolean saysSo = document.responses(written).values().stream()
                    .anyMatch(response -> Document.at(response, "headers").containsKey("Idempotent-Replayed"));
            assertThat(saysSo).as(written.name()).isEqualTo(takesKey);
        }
    }
}
