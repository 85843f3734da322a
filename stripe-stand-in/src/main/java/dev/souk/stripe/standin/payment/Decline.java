package dev.souk.stripe.standin.payment;

import org.jspecify.annotations.Nullable;

/**
 * Why a payment was refused.
 *
 * @param code such as {@code card_declined}
 * @param declineCode the bank's reason, such as {@code insufficient_funds}
 * @param message what the buyer is told
 */
public record Decline(String code, @Nullable String declineCode, String message) {
    public static final Decline GENERIC = new Decline("card_declined", "generic_decline", "Your card was declined.");
    static final Decline BANK = new Decline("payment_method_provider_decline", null, "The bank refused the debit.");

    /** A refusal by the bank's reason; reasons that are not known read as a plain decline. */
    public static Decline because(String declineCode) {
        return switch (declineCode) {
            case "insufficient_funds" -> new Decline("card_declined", declineCode, "Your card has insufficient funds.");
            case "lost_card", "stolen_card" -> new Decline("card_declined", declineCode, "Your card was declined.");
            case "expired_card" -> new Decline("expired_card", null, "Your card has expired.");
            case "incorrect_cvc" -> new Decline("incorrect_cvc", null, "Your card's security code is incorrect.");
            case "processing_error" ->
                new Decline(
                        "processing_error",
                        null,
                        "An error occurred while processing your card. Try again in a little bit.");
            case "test_mode_live_card" ->
                new Decline(
                        "card_declined",
                        declineCode,
                        "Your card was declined. This is a test, but you used a card that is not a test card.");
            default -> GENERIC;
        };
    }
}
