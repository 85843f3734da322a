package dev.souk.stripe.standin.payment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a buyer typed, unchecked: the fields of the payment page's form. */
public record PaymentForm(
        String method, String email, String name, String cardNumber, String expiry, String cvc, String accountNumber) {

    /** From form fields; what is not there is empty, and the method is by card unless it says {@code bank_debit}. */
    public static PaymentForm of(Map<String, String> fields) {
        return new PaymentForm(
                fields.getOrDefault("payment_method", "card"),
                fields.getOrDefault("email", "").strip(),
                fields.getOrDefault("name", "").strip(),
                fields.getOrDefault("card_number", "").strip(),
                fields.getOrDefault("exp", "").strip(),
                fields.getOrDefault("cvc", "").strip(),
                fields.getOrDefault("account_number", "").strip());
    }

    /** A form filled in with a card, for tests and scripts. */
    public static PaymentForm card(String number) {
        return new PaymentForm(
                "card", "buyer@example.com", "Buyer", number, "12 / 44", "1234".substring(0, cvcLength(number)), "");
    }

    /** A form that asks for a bank debit, which will succeed or fail once it is decided. */
    public static PaymentForm bankDebit(boolean succeeds) {
        return new PaymentForm(
                "bank_debit",
                "buyer@example.com",
                "Buyer",
                "",
                "",
                "",
                succeeds ? TestAccount.SUCCEEDS.number() : TestAccount.FAILS.number());
    }

    public PaymentForm from(String newEmail, String newName) {
        return new PaymentForm(method, newEmail, newName, cardNumber, expiry, cvc, accountNumber);
    }

    /** The seller's e-mail address for the buyer, where there is one, counts more than what was typed. */
    PaymentForm fixedTo(@Nullable String customerEmail) {
        return customerEmail == null ? this : from(customerEmail, name);
    }

    private static int cvcLength(String number) {
        return number.startsWith("3") ? 4 : 3;
    }

    public boolean isBankDebit() {
        return method.equals("bank_debit");
    }
}
