package dev.souk.lambda.message;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import dev.souk.model.message.EmailMessage;
import java.util.Objects;

/**
 * An {@link EmailMessage} as it lies on the queue {@code emails}:
 *
 * <pre>{@code
 * {"kind": "receipt", "id": "<uuid>", "to": "buyer@example.com", "order": "ord_…", "paid_at": "2026-11-24T09:30:00Z",
 *  "lines": [{"title": "…", "store": "…", "price": {"amount": 1250, "currency": "USD"}}],
 *  "discount": {"amount": 250, "currency": "USD"}, "tax": {"amount": 0, "currency": "USD"},
 *  "total": {"amount": 1000, "currency": "USD"}, "link": "https://…", "bought_before": ["…"]}
 * {"kind": "sale_notice", "id": …, "to": …, "store": "…", "order": …, "paid_at": …, "lines": …, "total": …}
 * {"kind": "refund_notice", "id": …, "to": …, "order": …, "refunded_at": …, "lines": …, "refunded": …, "access_ended": true,
 *  "link": …}
 * {"kind": "dispute_notice", "id": …, "to": …, "store": …, "order": …, "stage": "OPENED", "amount": …, "reason": "…",
 *  "respond_by": …}
 * {"kind": "payout_problem", "id": …, "to": …, "store": …, "problem": "PAYOUT_FAILED", "detail": "…", "link": …}
 * {"kind": "webhook_disabled", "id": …, "to": …, "store": …, "endpoint": "whe_…", "host": "…", "why": "GONE", "disabled_at": …}
 * {"kind": "takedown_notice", "id": …, "to": …, "store": "…", "subject": "product", "title": "…", "step": "TAKEN_DOWN", "violation": "…", "said": "…",
 *  "at": …}
 * {"kind": "order_ready", "id": …, "to": …, "order": …, "total": …, "link": …}
 * {"kind": "export_ready", "id": …, "to": …, "store": "…", "rows": 5120, "expires_at": …, "link": …}
 * {"kind": "new_version", "id": …, "to": …, "order": …, "title": "…", "store": "…", "file": "…", "number": 2, "notes": "…", "link": …,
 *  "stop": "https://…"}
 * {"kind": "invitation", "id": …, "to": …, "store": "…", "role": "EDITOR", "expires_at": …, "link": …}
 * }</pre>
 *
 * {@code discount}, {@code tax}, {@code bought_before}, {@code respond_by}, {@code detail}, {@code title} of a takedown, {@code notes} and {@code stop} are left out when there is nothing to
 * say. Reading is strict: a field that is missing, unknown or of another type fails the message, so that a worker older than the sender
 * leaves it on the queue for its successor instead of sending half of it.
 */
public final class EmailMessages {
    private EmailMessages() {}

    /** The kind of {@code message} as it is written: {@code receipt}, {@code sale_notice} … */
    public static String kind(EmailMessage message) {
        return Objects.requireNonNull(EmailJson.of(message).kind(), "what is written has a kind");
    }

    /** The message as JSON. */
    public static String write(EmailMessage message) {
        return Json.write(EmailJson.of(message));
    }

    /**
     * The message that {@code text} writes.
     *
     * @throws UnreadableMessage naming the field that is wrong
     */
    public static EmailMessage read(String text) {
        try {
            return Json.read(text, EmailJson.type(Tree.of(text).path("kind").text("")))
                    .message();
        } catch (InvalidJson e) {
            boolean isName = e.field().matches("[a-z0-9_.\\[\\]]*");
            // A field that is not called as fields are may be anybody's text, and this ends up in a log.
            throw new UnreadableMessage(
                    isName ? e.field() : "", isName ? e.reason() : "has a field of a strange name", e);
        }
    }
}
