package dev.souk.catalog.upload;

import dev.souk.catalog.FileStore;
import java.util.List;

/** What asking for links of parts can end in. */
public sealed interface PartLinksOutcome {
    record Link(int number, FileStore.Upload upload) {}

    record Invited(List<Link> links) implements PartLinksOutcome {
        public Invited {
            links = List.copyOf(links);
        }
    }

    /** There is none, or it is somebody else's. */
    record NoSuchFile() implements PartLinksOutcome {}

    /** It is uploaded at once. */
    record NotInParts() implements PartLinksOutcome {}

    /** It waits for no bytes any more. */
    record Over() implements PartLinksOutcome {}

    /** @param count so many parts the file has, fewer than were asked for */
    record OutOfRange(int count) implements PartLinksOutcome {}

    /** @param numbers of the parts that are to have other bytes by what was said before */
    record OtherBytes(List<Integer> numbers) implements PartLinksOutcome {
        public OtherBytes {
            numbers = List.copyOf(numbers);
        }
    }
}
