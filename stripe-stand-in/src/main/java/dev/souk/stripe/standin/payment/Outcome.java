package dev.souk.stripe.standin.payment;

import org.jspecify.annotations.Nullable;

/** What came of an act that Stripe may refuse. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    /**
     * Nothing happened.
     *
     * @param code Stripe's; null when it has none for this
     * @param param what was wrong with it; null for nothing in particular
     */
    record Refused<T>(
            int status, @Nullable String code, @Nullable String param, String message) implements Outcome<T> {
        static <T> Refused<T> because(@Nullable String code, @Nullable String param, String message) {
            return new Refused<>(400, code, param, message);
        }
    }
}
