package dev.souk.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is in a store. Which of them an operation takes is in the contract's {@code x-souk-role}; an owner may do all that can be done. */
public enum StoreRole {
    /** Who opened the store. There is exactly one, and it stays the same. */
    OWNER,
    /** Looks after what is sold and how the store looks. */
    EDITOR,
    /** Looks after those who have bought. */
    SUPPORT;

    /** As the contract, JSON and SQL have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<StoreRole> parse(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
