package dev.souk.lambda.message;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.model.ExportId;
import dev.souk.model.message.ExportRequest;
import org.jspecify.annotations.Nullable;

/** An {@link ExportRequest} as it lies on the queue {@code exports}: <code>{"export": "exp_…"}</code>. */
public final class ExportRequestMessages {
    private ExportRequestMessages() {}

    /** The message as JSON. */
    public static String write(ExportRequest message) {
        return Json.write(new Wire(message.export()));
    }

    /**
     * The message that {@code text} writes.
     *
     * @throws UnreadableMessage naming the field that is wrong
     */
    public static ExportRequest read(String text) {
        try {
            ExportId export = Json.read(text, Wire.class).export();
            if (export == null) {
                throw new UnreadableMessage("export", "is missing", null);
            }
            return new ExportRequest(export);
        } catch (InvalidJson e) {
            throw new UnreadableMessage("", "is no request for an export", e);
        }
    }

    record Wire(@Nullable ExportId export) {}
}
