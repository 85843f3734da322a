package dev.souk.catalog;

import dev.souk.model.FileId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file: the contract's {@code File} for its owner, and for everybody else no more than name, size and type. */
record FileView(
        Optional<FileId> id,
        Optional<String> purpose,
        String name,
        long size,
        String contentType,
        Optional<String> sha256,
        Optional<PartsView> parts,
        Optional<Integer> version,
        Optional<FileId> line,
        Optional<String> releaseNotes,
        Optional<Instant> withdrawnAt,
        Optional<String> state,
        Optional<List<String>> rejectedBecause,
        Optional<Instant> createdAt) {
    static FileView forOwner(ProductFile file) {
        return new FileView(
                Optional.of(file.id()),
                Optional.of(file.purpose().text()),
                file.name(),
                file.size(),
                file.contentType().text(),
                file.sha256().map(Sha256::hex),
                file.parts().map(parts -> PartsView.of(parts, file.size())),
                Optional.of(file.version().number()),
                Optional.of(file.version().line()),
                file.version().notes(),
                file.version().withdrawnAt(),
                Optional.of(file.state().text()),
                Optional.of(file.rejections())
                        .filter(rejections -> !rejections.isEmpty())
                        .map(FileView::texts),
                Optional.of(file.createdAt()));
    }

    static FileView forEverybody(ProductFile file) {
        return new FileView(
                Optional.empty(),
                Optional.empty(),
                file.name(),
                file.size(),
                file.contentType().text(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(file.version().number()),
                Optional.empty(),
                file.version().notes(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** How a file was or is to be uploaded that is not uploaded at once. */
    record PartsView(long size, int count, Optional<String> sha256) {
        static PartsView of(Parts parts, long bytes) {
            return new PartsView(
                    parts.size(), parts.count(bytes), parts.sha256().map(Sha256::hex));
        }
    }

    private static List<String> texts(Set<Rejection> rejections) {
        return rejections.stream().sorted().map(Rejection::text).toList();
    }
}
