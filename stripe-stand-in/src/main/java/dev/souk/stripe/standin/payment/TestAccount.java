package dev.souk.stripe.standin.payment;

import java.util.Optional;

/** The bank accounts that a debit can be taken from. */
public enum TestAccount {
    SUCCEEDS("000123456789", "Paid some time later"),
    FAILS("000111111113", "Refused some time later");

    private final String number;
    private final String effect;

    TestAccount(String number, String effect) {
        this.number = number;
        this.effect = effect;
    }

    static Optional<TestAccount> of(String digits) {
        for (TestAccount account : values()) {
            if (account.number.equals(digits)) {
                return Optional.of(account);
            }
        }
        return Optional.empty();
    }

    public String number() {
        return number;
    }

    /** In a word or two, for people. */
    public String effect() {
        return effect;
    }
}
