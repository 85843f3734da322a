package dev.souk.catalog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Why an upload is not taken. */
public enum Rejection {
    /** Fewer or more bytes than were announced. */
    SIZE,
    /** Another type was sent along than was announced, or a cover's bytes are no image of the type. */
    CONTENT_TYPE,
    /** Other bytes than were announced. */
    SHA256,
    /** The scan found something that harms whoever opens it. */
    MALWARE,
    /** It cannot be scanned: it is encrypted, or packed too large or too often. */
    UNSCANNABLE,
    /** An image has more pixels or bytes than are taken. */
    IMAGE_TOO_LARGE,
    /** Its bytes are no whole image of its type, or of a kind that is not read here. */
    IMAGE_UNREADABLE;

    /** In SQL and JSON; where it is about the announcement, the announcement's field. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is other than was announced. */
    boolean isMismatch() {
        return this == SIZE || this == CONTENT_TYPE || this == SHA256;
    }

    /** {@code size,sha256}. */
    static String join(Set<Rejection> all) {
        return all.stream().sorted().map(Rejection::text).collect(Collectors.joining(","));
    }

    static Set<Rejection> split(String text) {
        Set<Rejection> all = EnumSet.noneOf(Rejection.class);
        for (Rejection rejection : values()) {
            if (("," + text + ",").contains("," + rejection.text() + ",")) {
                all.add(rejection);
            }
        }
        return all;
    }
}
