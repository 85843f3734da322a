package dev.souk.stripe.standin.store;

import java.security.SecureRandom;

/** Ids as Stripe makes them: a prefix and random letters and digits. */
public final class Ids {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** The prefix with so many random characters behind it. */
    public static String random(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(length, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }
}
