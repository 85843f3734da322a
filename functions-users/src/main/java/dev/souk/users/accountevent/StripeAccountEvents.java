package dev.souk.users.accountevent;

import com.stripe.Stripe;
import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads Stripe's events about accounts: thin ones, which only name the account, and those of payouts. */
final class StripeAccountEvents {
    private StripeAccountEvents() {}

    /** @throws AccountEventRefused when it is of another version or shape: better parked than misread */
    static AccountEvent read(String body) {
        Tree event;
        try {
            event = Tree.of(body);
        } catch (InvalidJson e) {
            throw new AccountEventRefused("an event that is no JSON", e);
        }
        String id = text(event, "id");
        String type = text(event, "type");
        return switch (event.path("object").text("")) {
            case "v2.core.event" -> thin(event, id, type);
            case "event" -> ofPayout(event, id, type);
            default -> throw new AccountEventRefused("what is no event");
        };
    }

    private static AccountEvent thin(Tree event, String id, String type) {
        Tree related = event.path("related_object");
        boolean ofAccount = related.path("type").text("").equals("v2.core.account");
        return ofAccount && type.startsWith("v2.core.account")
                ? new AccountEvent.Changed(id, type, text(related, "id"))
                : new AccountEvent.Nothing(id, type);
    }

    private static AccountEvent ofPayout(Tree event, String id, String type) {
        boolean failed = type.equals("payout.failed");
        if (!failed && !type.equals("payout.paid")) {
            return new AccountEvent.Nothing(id, type);
        }
        if (!event.path("api_version").text("").equals(Stripe.API_VERSION)) {
            throw new AccountEventRefused("an event of another API version than " + Stripe.API_VERSION);
        }
        if (!event.path("account").isString()) {
            // The platform's own payout.
            return new AccountEvent.Nothing(id, type);
        }
        String code = event.path("data").path("object").path("failure_code").text("unknown");
        return new AccountEvent.PaidOut(
                id, type, text(event, "account"), failed ? Optional.of(code) : Optional.empty(), time(event));
    }

    private static Instant time(Tree event) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(event.path("created").text("")));
        } catch (NumberFormatException | DateTimeException e) {
            throw new AccountEventRefused("an event without a time", e);
        }
    }

    private static String text(Tree node, String field) {
        Tree value = node.path(field);
        if (!value.isString() || value.text("").isEmpty()) {
            throw new AccountEventRefused("an event without " + field);
        }
        return value.text("");
    }
}
