package dev.souk.local.page.dev;

import dev.souk.local.http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the page's API answers. */
final class Replies {
    static final JsonMapper JSON = JsonMapper.shared();

    private Replies() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static Answer json(int status, JsonNode value) {
        return Answer.json(status, JSON.writeValueAsString(value));
    }

    static Answer done() {
        return json(200, object().put("done", true));
    }

    static Answer problem(int status, String title) {
        return Answer.of(
                status,
                "application/problem+json",
                JSON.writeValueAsString(object().put("status", status).put("title", title)));
    }

    static Answer noSuchThing() {
        return problem(404, "There is no such thing.");
    }
}
