package dev.souk.catalog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** In what an upload can be other than it was announced. */
public enum Mismatch {
    SIZE,
    /** Another type was sent along, or a cover's bytes are no image of the type. */
    CONTENT_TYPE,
    SHA256;

    /** The field of the announcement. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code size,sha256}. */
    static String join(Set<Mismatch> all) {
        return all.stream().sorted().map(Mismatch::field).collect(Collectors.joining(","));
    }

    static Set<Mismatch> split(String text) {
        Set<Mismatch> all = EnumSet.noneOf(Mismatch.class);
        for (Mismatch mismatch : values()) {
            if (("," + text + ",").contains("," + mismatch.field() + ",")) {
                all.add(mismatch);
            }
        }
        return all;
    }
}
