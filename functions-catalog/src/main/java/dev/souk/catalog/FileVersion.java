package dev.souk.catalog;

import dev.souk.model.FileId;
import java.time.Instant;
import java.util.Optional;

/**
 * What version of what a file is.
 *
 * @param line the first version's id, which all of them have in common
 * @param number from 1, in the order in which they were announced
 * @param notes what is new in it, as the seller wrote it
 * @param withdrawnAt since when it is offered to nobody any more who has not bought it before
 */
public record FileVersion(FileId line, int number, Optional<String> notes, Optional<Instant> withdrawnAt) {
    public static FileVersion first(FileId file, Optional<String> notes) {
        return new FileVersion(file, 1, notes, Optional.empty());
    }
}
