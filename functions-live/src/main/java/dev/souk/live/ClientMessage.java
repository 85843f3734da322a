package dev.souk.live;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import org.jspecify.annotations.Nullable;

/** What a client may say. docs/live.md has it for people. */
sealed interface ClientMessage {
    /** Longer than any that is meant: a bearer token has 8 KB at most. */
    int LONGEST = 12 * 1024;

    record Watch(OrderId order, Proof proof) implements ClientMessage {}

    record Unwatch(OrderId order) implements ClientMessage {}

    /** Keeps the connection open, which ends when it was idle for ten minutes. */
    record Ping() implements ClientMessage {}

    /** @param field the one that is wrong; empty for the whole */
    record Wrong(String code, String field, String reason) implements ClientMessage {}

    /** By what the order may be seen. */
    sealed interface Proof {
        record PurchaseToken(String text) implements Proof {}

        record BearerToken(String text) implements Proof {}
    }

    static ClientMessage read(String text) {
        if (text.length() > LONGEST) {
            return new Wrong("message_too_long", "", "must have at most " + LONGEST + " characters");
        }
        Wire wire;
        try {
            wire = Json.read(text, Wire.class);
        } catch (InvalidJson e) {
            return new Wrong(e.code(), e.field(), e.reason());
        }
        String action = wire.action();
        if (action == null) {
            return new Wrong("required", "action", "is missing");
        }
        if (action.equals("ping")) {
            return new Ping();
        }
        if (!action.equals("watch") && !action.equals("unwatch")) {
            return new Wrong("unknown_action", "action", "must be watch, unwatch or ping");
        }
        OrderId order = wire.order();
        if (order == null) {
            return new Wrong("required", "order", "is missing");
        }
        return action.equals("unwatch") ? new Unwatch(order) : watch(order, wire.purchaseToken(), wire.token());
    }

    private static ClientMessage watch(OrderId order, @Nullable String purchaseToken, @Nullable String token) {
        if (purchaseToken != null && token != null) {
            return new Wrong("ambiguous", "token", "must not stand beside purchase_token");
        }
        if (purchaseToken != null) {
            return new Watch(order, new Proof.PurchaseToken(purchaseToken));
        }
        return token == null
                ? new Wrong("required", "purchase_token", "is missing, and so is token")
                : new Watch(order, new Proof.BearerToken(token));
    }

    record Wire(
            @Nullable String action,
            @Nullable OrderId order,
            @Nullable String purchaseToken,
            @Nullable String token) {}
}
