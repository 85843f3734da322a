package dev.souk.purchases.sales;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Where in a list that goes by time something stands: its time, and its id among those of the same time.
 *
 * @param at in whole microseconds
 */
public record Place(Instant at, UUID id) {
    /** What a cursor keeps. */
    public String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
    }

    public static Optional<Place> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.EPOCH.plus(Long.parseLong(text.substring(0, dot)), ChronoUnit.MICROS);
            return Optional.of(new Place(at, UUID.fromString(text.substring(dot + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
