package dev.souk.test;

import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A log that is kept, so that a test can read what a function said. */
public final class Logged {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Log log = new Log("test", new PrintStream(bytes, true, StandardCharsets.UTF_8), Clock.systemUTC());

    public Log log() {
        return log;
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Every line, each of which has to be a JSON object. */
    public List<JsonNode> lines() {
        return text().lines().map(Json::tree).toList();
    }

    /** The lines of one event. */
    public List<JsonNode> of(String event) {
        return lines().stream()
                .filter(line -> line.path("event").asString("").equals(event))
                .toList();
    }
}
