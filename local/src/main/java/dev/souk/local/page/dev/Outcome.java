package dev.souk.local.page.dev;

import dev.souk.local.function.Invocation;
import dev.souk.local.function.Trace;
import dev.souk.local.queue.BatchAnswer;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How an invocation ended, as a person wants to know it.
 *
 * @param text the status, the count of messages or the type of the error
 */
record Outcome(Kind kind, String text) {
    /** What to make of it. */
    enum Kind {
        RUNNING,
        DONE,
        /** It did its work, and that was to say no: a status from 400 to 499. */
        REFUSED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Outcome of(Trace trace, Purpose purpose) {
        Invocation ending = trace.ending().orElse(null);
        return switch (ending) {
            case null -> new Outcome(Kind.RUNNING, "running");
            case Invocation.Answered(byte[] payload) ->
                switch (purpose) {
                    case Purpose.Request _ -> answered(payload);
                    case Purpose.Batch batch -> worked(batch, payload);
                    case Purpose.Scheduled _, Purpose.Other _ -> new Outcome(Kind.DONE, "done");
                };
            case Invocation.Failed(String errorType) ->
                new Outcome(Kind.FAILED, errorType.substring(errorType.lastIndexOf('.') + 1));
            case Invocation.TimedOut _ -> new Outcome(Kind.FAILED, "timed out");
            case Invocation.Throttled _ -> new Outcome(Kind.FAILED, "throttled");
            case Invocation.EventTooLarge _ -> new Outcome(Kind.FAILED, "event too large");
        };
    }

    private static Outcome answered(byte[] payload) {
        int status = 0;
        try {
            JsonNode answer = Replies.JSON.readTree(payload);
            status = answer.path("statusCode").asInt(0);
        } catch (JacksonException e) {
            // What the gateway makes of it is a 502.
        }
        if (status < 100 || status > 599) {
            return new Outcome(Kind.FAILED, "no HTTP answer");
        }
        return new Outcome(
                status < 400 ? Kind.DONE : status < 500 ? Kind.REFUSED : Kind.FAILED, String.valueOf(status));
    }

    private static Outcome worked(Purpose.Batch batch, byte[] payload) {
        int all = batch.messages().size();
        int done = BatchAnswer.done(payload, batch.messages()).size();
        return done == all
                ? new Outcome(Kind.DONE, all + " done")
                : new Outcome(Kind.FAILED, (all - done) + " of " + all + " failed");
    }
}
