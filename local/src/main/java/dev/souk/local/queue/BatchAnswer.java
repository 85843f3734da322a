package dev.souk.local.queue;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a worker answered to a batch ({@code ReportBatchItemFailures}), read as Lambda reads it. */
public final class BatchAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private BatchAnswer() {}

    /**
     * The messages that are done and can be deleted. No answer, {@code null}, an object without {@code batchItemFailures} and an empty
     * or null list of them mean all; what is no JSON, names a message that is not in the batch, or names none means not one.
     *
     * @param batch the ids of the messages that the worker got
     */
    public static Set<String> done(byte[] payload, Collection<String> batch) {
        if (payload.length == 0) {
            return Set.copyOf(batch);
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(payload);
        } catch (JacksonException e) {
            return Set.of();
        }
        if (answer.isNull()) {
            return Set.copyOf(batch);
        }
        JsonNode failures = answer.path("batchItemFailures");
        if (!answer.isObject() || !(failures.isArray() || failures.isNull() || failures.isMissingNode())) {
            return Set.of();
        }
        Set<String> done = new LinkedHashSet<>(batch);
        for (JsonNode failure : failures) {
            JsonNode id = failure.path("itemIdentifier");
            if (!id.isString() || !batch.contains(id.asString())) {
                return Set.of();
            }
            done.remove(id.asString());
        }
        return done;
    }
}
