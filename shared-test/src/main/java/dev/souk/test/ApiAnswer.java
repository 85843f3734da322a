package dev.souk.test;

import dev.souk.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a function answered to API Gateway. */
public record ApiAnswer(int status, Map<String, String> headers, String body) {
    public JsonNode json() {
        return Json.tree(body);
    }

    /** The text at a path of fields: {@code text("total", "currency")}. */
    public String text(String... path) {
        JsonNode node = json();
        for (String name : path) {
            node = node.path(name);
        }
        return node.asString("");
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The stable code of a problem. */
    public String code() {
        return text("code");
    }

    /** The fields that a problem names. */
    public List<String> wrongFields() {
        List<String> fields = new ArrayList<>();
        json().path("errors").forEach(error -> fields.add(error.path("field").asString()));
        return fields;
    }
}
