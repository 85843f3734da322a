package dev.souk.stripe.standin.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbers that Stripe's documentation gives out for tests, and what each does. */
public enum TestCard {
    VISA("4242424242424242", "visa", null, "Visa: succeeds"),
    VISA_DEBIT("4000056655665556", "visa", null, "Visa debit: succeeds"),
    MASTERCARD("5555555555554444", "mastercard", null, "Mastercard: succeeds"),
    AMEX("378282246310005", "amex", null, "American Express: succeeds"),
    AVAILABLE_AT_ONCE("4000000000000077", "visa", null, "Visa: succeeds"),
    DECLINED("4000000000000002", "visa", "generic_decline", "Declined"),
    INSUFFICIENT_FUNDS("4000000000009995", "visa", "insufficient_funds", "Insufficient funds"),
    LOST("4000000000009987", "visa", "lost_card", "Lost card"),
    EXPIRED("4000000000000069", "visa", "expired_card", "Expired card"),
    INCORRECT_CVC("4000000000000127", "visa", "incorrect_cvc", "Incorrect security code"),
    PROCESSING_ERROR("4000000000000119", "visa", "processing_error", "Processing error");

    private final String number;
    private final String brand;
    private final @Nullable String declineCode;
    private final String effect;

    TestCard(String number, String brand, @Nullable String declineCode, String effect) {
        this.number = number;
        this.brand = brand;
        this.declineCode = declineCode;
        this.effect = effect;
    }

    static Optional<TestCard> of(String digits) {
        for (TestCard card : values()) {
            if (card.number.equals(digits)) {
                return Optional.of(card);
            }
        }
        return Optional.empty();
    }

    public String number() {
        return number;
    }

    String brand() {
        return brand;
    }

    /** In a word or two, for people. */
    public String effect() {
        return effect;
    }

    Optional<Decline> decline() {
        return Optional.ofNullable(declineCode).map(Decline::because);
    }
}
