package dev.souk.local.page.dev;

import dev.souk.deployment.LambdaFunction;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Events that could not be read: {@code POST parked-events/replay} sends them all through again, and answers {@code {"done", "left"}}. */
final class ParkedEventsPanel implements Panel {
    private final Functions functions;

    ParkedEventsPanel(Functions functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "parked-events";
    }

    @Override
    public Answer read(List<String> path, Query query) {
        return Replies.noSuchThing();
    }

    @Override
    public Answer act(List<String> path, JsonNode body) {
        if (!path.equals(List.of("replay"))) {
            return Replies.noSuchThing();
        }
        LambdaFunction function = LambdaFunction.PARKED_EVENTS;
        Invocation ending =
                functions.invoke(function.functionName(), "{}".getBytes(StandardCharsets.UTF_8), function.timeout());
        return ending instanceof Invocation.Answered(byte[] payload)
                ? Answer.json(200, new String(payload, StandardCharsets.UTF_8))
                : Replies.problem(503, "The function did not get to its end: its log says why.");
    }
}
