package dev.souk.stripe.standin.account;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wanted before an account can, or may go on to, receive money.
 *
 * @param description as Stripe names it: {@code individual.legal_name}
 * @param deadline {@code currently_due}, {@code past_due} or {@code eventually_due}
 * @param awaiting who has to act: {@code user} or {@code stripe}
 * @param error what was wrong with what was given: {@code verification_document_expired}
 */
public record Requirement(
        String description,
        String deadline,
        String awaiting,
        @Nullable String error) {

    static Requirement pastDue(String description) {
        return new Requirement(description, "past_due", "user", null);
    }
}
