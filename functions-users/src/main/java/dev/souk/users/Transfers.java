package dev.souk.users;

import java.util.Locale;

/** Whether an account takes money, as Stripe says. */
public enum Transfers {
    ACTIVE,
    /** What its owner has said is being looked at. */
    PENDING,
    /** Something is missing or wrong. Every account begins so. */
    RESTRICTED;

    /** As it is kept: {@code active}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code text} is none of them */
    static Transfers of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
