package dev.souk.purchases.analytics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Some days of UTC, one after the other.
 *
 * @param from the first of them
 * @param to the last of them, not before the first
 */
public record Days(LocalDate from, LocalDate to) {
    public Days {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(from + " is after " + to);
        }
    }

    /** How many they are. */
    public long count() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** Those behind a day. */
    Days behind(LocalDate day) {
        return new Days(day.plusDays(1), to);
    }

    /** The first of them, at most {@code most}. */
    Days first(long most) {
        LocalDate last = from.plusDays(most - 1);
        return new Days(from, last.isBefore(to) ? last : to);
    }
}
