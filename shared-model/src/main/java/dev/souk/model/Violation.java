package dev.souk.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with something that is against the rules of the platform. */
public enum Violation {
    COPYRIGHT,
    TRADEMARK,
    /** It is not what it says. */
    FRAUD,
    MALWARE,
    ILLEGAL,
    SEXUAL,
    HATEFUL,
    SPAM,
    OTHER;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Violation> parse(String text) {
        return Arrays.stream(values())
                .filter(violation -> violation.text().equals(text))
                .findFirst();
    }
}
