package dev.souk.catalog.upload;

import dev.souk.catalog.FileStore;
import dev.souk.catalog.FileStore.Held;
import dev.souk.catalog.ImageType;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Quarantine;
import dev.souk.catalog.Rejection;
import dev.souk.catalog.Sha256;
import dev.souk.catalog.upload.CompleteFileOutcome.NoSuchFile;
import dev.souk.catalog.upload.CompleteFileOutcome.NothingThere;
import dev.souk.catalog.upload.CompleteFileOutcome.Rejected;
import dev.souk.catalog.upload.CompleteFileOutcome.Taken;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an upload against its announcement, and leaves the rest to the quarantine. Whoever asks, first, again or at the same time, is
 * told what the row says after that.
 */
public final class CompleteFile {
    private final ProductFiles files;
    private final Database database;
    private final FileStore store;
    private final Quarantine quarantine;

    public CompleteFile(Database database, FileStore store, Quarantine quarantine) {
        this.files = ProductFiles.in(database);
        this.database = database;
        this.store = store;
        this.quarantine = quarantine;
    }

    /** @throws FileStore.Unavailable when the store does not say what it holds; nothing has changed then */
    public CompleteFileOutcome complete(Seller seller, ProductId product, FileId id) {
        Optional<ProductFile> found = files.find(seller, product, id);
        if (found.isEmpty()) {
            return new NoSuchFile();
        }
        switch (found.get().state()) {
            case AWAITING_UPLOAD -> judge(found.get());
            // As the policy has it by now: it may no longer ask for a scan.
            case SCANNING -> quarantine.admit(found.get());
            case PROCESSING, READY, REJECTED, ABANDONED -> {}
        }
        Optional<ProductFile> now = files.find(id);
        if (now.isEmpty()) {
            return new NoSuchFile();
        }
        ProductFile file = now.get();
        return switch (file.state()) {
            case ABANDONED -> new NoSuchFile();
            case READY, SCANNING, PROCESSING -> new Taken(file);
            case AWAITING_UPLOAD -> new NothingThere();
            case REJECTED -> {
                // Only now that it can never be ready, and again each time: a link that still works may have brought it
                // back.
                store.remove(file);
                yield new Rejected(file);
            }
        };
    }

    private void judge(ProductFile file) {
        if (file.parts().isPresent()) {
            UploadedParts.join(database, store, file);
        }
        Optional<Held> held = store.look(file);
        if (held.isEmpty()) {
            return;
        }
        // With the hash of its parts, which is known by now.
        ProductFile announced = files.find(file.id()).orElse(file);
        Set<Rejection> rejections = compare(announced, held.get());
        if (rejections.isEmpty()) {
            quarantine.admit(file);
        } else {
            quarantine.refuse(file, rejections);
        }
    }

    private Set<Rejection> compare(ProductFile file, Held held) {
        Set<Rejection> rejections = EnumSet.noneOf(Rejection.class);
        if (held.size() != file.size()) {
            rejections.add(Rejection.SIZE);
        }
        if (!held.contentType().equalsIgnoreCase(file.contentType().text())) {
            rejections.add(Rejection.CONTENT_TYPE);
        }
        // Bytes of another length have another hash: there is nothing to read for.
        if (held.size() == file.size() && !isAsAnnounced(file, held)) {
            rejections.add(Rejection.SHA256);
        }
        if (rejections.isEmpty() && file.purpose().isShown() && !isImage(file)) {
            rejections.add(Rejection.CONTENT_TYPE);
        }
        return rejections;
    }

    private boolean isAsAnnounced(ProductFile file, Held held) {
        if (file.parts().isPresent()) {
            // Only the store knows it: nobody reads terabytes for it, and what says nothing did not come in parts.
            Optional<Sha256> parts = file.parts().get().sha256();
            return parts.isPresent() && parts.equals(held.sha256());
        }
        return held.sha256().or(() -> store.hash(file)).equals(file.sha256());
    }

    private boolean isImage(ProductFile image) {
        byte[] beginning = store.beginning(image, ImageType.BEGINNING);
        return ImageType.of(image.contentType())
                .filter(type -> type.begins(beginning))
                .isPresent();
    }
}
