package dev.souk.local.page.dev;

import dev.souk.local.http.Answer;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A panel that changes by itself, and is looked at as long as somebody has the page open. */
interface Watched extends Panel {
    /** All that it shows. What cannot be reached is part of that, and no reason to fail. */
    JsonNode now();

    /** How often a look is worth its while. */
    default Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    default Answer read(List<String> path, Query query) {
        return path.isEmpty() ? Replies.json(200, now()) : Replies.noSuchThing();
    }
}
