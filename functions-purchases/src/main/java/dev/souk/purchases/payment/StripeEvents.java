package dev.souk.purchases.payment;

import com.stripe.Stripe;
import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import dev.souk.purchases.payment.PaymentEvent.Meaning;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads Stripe's events, of the one API version that this code was written for. */
final class StripeEvents {
    private StripeEvents() {}

    /** @throws PaymentEventRefused when it is of another version or shape: better parked than misread */
    static PaymentEvent read(String body) {
        JsonNode event;
        try {
            event = Json.tree(body);
        } catch (InvalidJson e) {
            throw new PaymentEventRefused("an event that is no JSON", e);
        }
        String version = event.path("api_version").asString("");
        if (!version.equals(Stripe.API_VERSION)) {
            throw new PaymentEventRefused("an event of another API version than " + Stripe.API_VERSION);
        }
        String type = text(event, "type");
        return new PaymentEvent(
                text(event, "id"), type, meaning(type, event.path("data").path("object")));
    }

    private static Meaning meaning(String type, JsonNode session) {
        if (!type.startsWith("checkout.session.")) {
            return new Meaning.Nothing();
        }
        Optional<OrderId> found =
                OrderId.parse(session.path("client_reference_id").asString(""));
        if (found.isEmpty()) {
            return new Meaning.Nothing();
        }
        OrderId order = found.get();
        return switch (type) {
            case "checkout.session.completed" ->
                text(session, "payment_status").equals("unpaid") ? new Meaning.Promised(order) : paid(order, session);
            case "checkout.session.async_payment_succeeded" -> paid(order, session);
            case "checkout.session.async_payment_failed" -> new Meaning.Failed(order);
            case "checkout.session.expired" -> new Meaning.Expired(order);
            default -> new Meaning.Nothing();
        };
    }

    private static Meaning paid(OrderId order, JsonNode session) {
        JsonNode amount = session.path("amount_total");
        if (!amount.isIntegralNumber()) {
            throw new PaymentEventRefused("a session without an amount_total");
        }
        JsonNode intent = session.path("payment_intent");
        return new Meaning.Paid(
                order,
                amount.longValue(),
                text(session, "currency").toUpperCase(Locale.ROOT),
                intent.isString() ? Optional.of(intent.asString()) : Optional.empty());
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString() || value.asString().isEmpty()) {
            throw new PaymentEventRefused("an event without " + field);
        }
        return value.asString();
    }
}
