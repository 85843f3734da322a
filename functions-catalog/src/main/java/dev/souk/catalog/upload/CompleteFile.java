package dev.souk.catalog.upload;

import dev.souk.catalog.FilePurpose;
import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.FileStore.Held;
import dev.souk.catalog.ImageType;
import dev.souk.catalog.Mismatch;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Sha256;
import dev.souk.catalog.upload.CompleteFileOutcome.NoSuchFile;
import dev.souk.catalog.upload.CompleteFileOutcome.NotAsAnnounced;
import dev.souk.catalog.upload.CompleteFileOutcome.NothingThere;
import dev.souk.catalog.upload.CompleteFileOutcome.Ready;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an upload against its announcement. A file's state moves once, by one conditional update; whoever asks, first, again or at
 * the same time, is told what the row says after that.
 */
public final class CompleteFile {
    private final ProductFiles files;
    private final FileStore store;
    private final Clock clock;

    public CompleteFile(ProductFiles files, FileStore store, Clock clock) {
        this.files = files;
        this.store = store;
        this.clock = clock;
    }

    /** @throws FileStore.Unavailable when the store does not say what it holds; nothing has changed then */
    public CompleteFileOutcome complete(UserId seller, ProductId product, FileId id) {
        Optional<ProductFile> found = files.find(seller, product, id);
        if (found.isEmpty()) {
            return new NoSuchFile();
        }
        if (found.get().state() == FileState.AWAITING_UPLOAD) {
            judge(found.get());
        }
        ProductFile file = files.find(id).orElseThrow();
        return switch (file.state()) {
            case READY -> new Ready(file);
            case AWAITING_UPLOAD -> new NothingThere();
            case REJECTED -> {
                // Only now that it can never be ready, and again each time: a link that still works may have brought it
                // back.
                store.remove(file);
                yield new NotAsAnnounced(file);
            }
        };
    }

    private void judge(ProductFile file) {
        Optional<Held> held = store.look(file);
        if (held.isEmpty()) {
            return;
        }
        Set<Mismatch> mismatch = compare(file, held.get());
        if (mismatch.isEmpty()) {
            files.markReady(file, clock.instant());
        } else {
            files.reject(file.id(), mismatch);
        }
    }

    private Set<Mismatch> compare(ProductFile file, Held held) {
        Set<Mismatch> mismatch = EnumSet.noneOf(Mismatch.class);
        if (held.size() != file.size()) {
            mismatch.add(Mismatch.SIZE);
        }
        if (!held.contentType().equalsIgnoreCase(file.contentType().text())) {
            mismatch.add(Mismatch.CONTENT_TYPE);
        }
        // Bytes of another length have another hash: there is nothing to read for.
        if (held.size() == file.size() && !hash(file, held).equals(Optional.of(file.sha256()))) {
            mismatch.add(Mismatch.SHA256);
        }
        if (mismatch.isEmpty() && file.purpose() == FilePurpose.COVER && !isImage(file)) {
            mismatch.add(Mismatch.CONTENT_TYPE);
        }
        return mismatch;
    }

    private Optional<Sha256> hash(ProductFile file, Held held) {
        return held.sha256().or(() -> store.hash(file));
    }

    private boolean isImage(ProductFile cover) {
        byte[] beginning = store.beginning(cover, ImageType.BEGINNING);
        return ImageType.of(cover.contentType())
                .filter(type -> type.begins(beginning))
                .isPresent();
    }
}
