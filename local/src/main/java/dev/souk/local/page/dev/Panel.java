package dev.souk.local.page.dev;

import dev.souk.local.http.Answer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A part of the page, with its part of the API: {@code api/<name>} and below. */
interface Panel {
    String name();

    /**
     * Shows something and changes nothing.
     *
     * @param path what follows the name: none for the whole
     */
    Answer read(List<String> path, Query query);

    /** Does something. */
    default Answer act(List<String> path, JsonNode body) {
        return Replies.noSuchThing();
    }
}
