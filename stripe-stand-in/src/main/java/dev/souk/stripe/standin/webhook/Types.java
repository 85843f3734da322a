package dev.souk.stripe.standin.webhook;

/** Types of events, and groups of them: {@code checkout.session.*}. */
public final class Types {
    private Types() {}

    public static boolean match(String wanted, String type) {
        return wanted.endsWith("*") ? type.startsWith(wanted.substring(0, wanted.length() - 1)) : type.equals(wanted);
    }
}
