package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the API answered.
 *
 * @param headers by name in lower case
 */
record Reply(int status, Map<String, String> headers, String body) {
    JsonNode json() {
        return Json.tree(body);
    }

    String text(String... path) {
        JsonNode node = json();
        for (String name : path) {
            node = node.path(name);
        }
        return node.asString("");
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String code() {
        return text("code");
    }

    boolean isProblem() {
        return header("Content-Type").equals("application/problem+json");
    }

    List<String> wrongFields() {
        List<String> fields = new ArrayList<>();
        json().path("errors").forEach(error -> fields.add(error.path("field").asString()));
        return fields;
    }

    /** No class, no line of a stack, no SQL, no vendor. */
    void leaksNothing() {
        assertThat(body)
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("dev.souk")
                .doesNotContain("java.")
                .doesNotContain("SELECT ")
                .doesNotContain("INSERT ")
                .doesNotContain("UPDATE ")
                .doesNotContainIgnoringCase("mysql")
                .doesNotContainIgnoringCase("mariadb")
                .doesNotContainIgnoringCase("jackson")
                .doesNotContainIgnoringCase("nimbus");
    }
}
