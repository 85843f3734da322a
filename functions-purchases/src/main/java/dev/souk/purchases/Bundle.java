package dev.souk.purchases;

import java.util.List;
import java.util.Optional;

/**
 * What a bundle gives just now.
 *
 * @param missing the title of the first part that cannot be bought by itself just now: the bundle cannot be bought either
 */
public record Bundle(List<Part> parts, Optional<String> missing) {
    public Bundle {
        parts = List.copyOf(parts);
    }
}
