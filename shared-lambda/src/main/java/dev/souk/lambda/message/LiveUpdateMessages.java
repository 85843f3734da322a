package dev.souk.lambda.message;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import dev.souk.model.message.LiveUpdate;
import org.jspecify.annotations.Nullable;

/** A {@link LiveUpdate} as it lies on the queue {@code live-updates}: <code>{"order": "ord_…"}</code>. */
public final class LiveUpdateMessages {
    private LiveUpdateMessages() {}

    /** The message as JSON. */
    public static String write(LiveUpdate message) {
        return Json.write(new Wire(message.order()));
    }

    /**
     * The message that {@code text} writes.
     *
     * @throws UnreadableMessage naming the field that is wrong
     */
    public static LiveUpdate read(String text) {
        try {
            OrderId order = Json.read(text, Wire.class).order();
            if (order == null) {
                throw new UnreadableMessage("order", "is missing", null);
            }
            return new LiveUpdate(order);
        } catch (InvalidJson e) {
            throw new UnreadableMessage("", "does not say which order has changed", e);
        }
    }

    record Wire(@Nullable OrderId order) {}
}
