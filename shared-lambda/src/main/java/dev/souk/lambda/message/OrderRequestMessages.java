package dev.souk.lambda.message;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import dev.souk.model.message.OrderRequest;
import org.jspecify.annotations.Nullable;

/** An {@link OrderRequest} as it lies on the queue {@code order-requests}: <code>{"order": "ord_…"}</code>. */
public final class OrderRequestMessages {
    private OrderRequestMessages() {}

    /** The message as JSON. */
    public static String write(OrderRequest message) {
        return Json.write(new Wire(message.order()));
    }

    /**
     * The message that {@code text} writes.
     *
     * @throws UnreadableMessage naming the field that is wrong
     */
    public static OrderRequest read(String text) {
        try {
            OrderId order = Json.read(text, Wire.class).order();
            if (order == null) {
                throw new UnreadableMessage("order", "is missing", null);
            }
            return new OrderRequest(order);
        } catch (InvalidJson e) {
            throw new UnreadableMessage("", "is no request for an order's page", e);
        }
    }

    record Wire(@Nullable OrderId order) {}
}
