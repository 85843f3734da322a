package dev.souk.purchases.payment;

import com.stripe.Stripe;
import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.payment.PaymentEvent.Meaning;
import java.util.Locale;
import java.util.Optional;

/** Reads Stripe's events, of the one API version that this code was written for. */
final class StripeEvents {
    private StripeEvents() {}

    /** @throws UnreadableEvent when it is of another version or shape: better parked than misread */
    static PaymentEvent read(String body) {
        Tree event;
        try {
            event = Tree.of(body);
        } catch (InvalidJson e) {
            throw new UnreadableEvent("an event that is no JSON", e);
        }
        String version = event.path("api_version").text("");
        if (!version.equals(Stripe.API_VERSION)) {
            throw new UnreadableEvent("an event of another API version than " + Stripe.API_VERSION);
        }
        String type = text(event, "type");
        return new PaymentEvent(
                text(event, "id"), type, meaning(type, event.path("data").path("object")));
    }

    private static Meaning meaning(String type, Tree object) {
        if (type.startsWith("checkout.session.")) {
            return session(type, object);
        }
        return switch (type) {
            case "charge.refunded",
                    "charge.refund.updated",
                    "refund.created",
                    "refund.updated",
                    "refund.failed",
                    "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated" -> {
                Tree intent = object.path("payment_intent");
                yield intent.isString() ? new Meaning.Changed(intent.text("")) : new Meaning.Nothing();
            }
            case "transfer.reversed", "transfer.updated" -> new Meaning.TransferChanged(text(object, "id"));
            case "payout.failed" ->
                new Meaning.Trouble(object.path("failure_code").text("payout_failed"));
            default -> new Meaning.Nothing();
        };
    }

    private static Meaning session(String type, Tree session) {
        Optional<OrderId> found =
                OrderId.parse(session.path("client_reference_id").text(""));
        if (found.isEmpty()) {
            return new Meaning.Nothing();
        }
        OrderId order = found.get();
        return switch (type) {
            case "checkout.session.completed" ->
                text(session, "payment_status").equals("unpaid") ? new Meaning.Promised(order) : paid(order, session);
            case "checkout.session.async_payment_succeeded" -> paid(order, session);
            case "checkout.session.async_payment_failed" -> new Meaning.Failed(order, text(session, "id"));
            case "checkout.session.expired" -> new Meaning.Expired(order, text(session, "id"));
            default -> new Meaning.Nothing();
        };
    }

    private static Meaning paid(OrderId order, Tree session) {
        String code = text(session, "currency").toUpperCase(Locale.ROOT);
        Currency currency = Currency.of(code)
                .orElseThrow(() -> new UnreadableEvent("a session in a currency that we do not sell in"));
        Tree intent = session.path("payment_intent");
        return new Meaning.Paid(new MoneyIn(
                order,
                intent.isString() ? Optional.of(intent.text("")) : Optional.empty(),
                amount(session, "amount_subtotal"),
                session.path("total_details").path("amount_tax").text("").isEmpty()
                        ? 0
                        : amount(session.path("total_details"), "amount_tax"),
                amount(session, "amount_total"),
                currency));
    }

    private static long amount(Tree node, String field) {
        try {
            return Long.parseLong(node.path(field).text(""));
        } catch (NumberFormatException e) {
            throw new UnreadableEvent("a session without a whole " + field, e);
        }
    }

    private static String text(Tree node, String field) {
        Tree value = node.path(field);
        if (!value.isString() || value.text("").isEmpty()) {
            throw new UnreadableEvent("an event without " + field);
        }
        return value.text("");
    }
}
