package dev.souk.catalog.upload;

import dev.souk.catalog.ContentType;
import dev.souk.catalog.FilePurpose;
import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.Parts;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.SellerStorage;
import dev.souk.catalog.Sha256;
import dev.souk.catalog.upload.AnnounceFileOutcome.Announced;
import dev.souk.catalog.upload.AnnounceFileOutcome.NoRoom;
import dev.souk.catalog.upload.AnnounceFileOutcome.NoSuchProduct;
import dev.souk.catalog.upload.AnnounceFileOutcome.TooManyFiles;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Takes announcements of files, and says how to upload them. */
public final class AnnounceFile {
    /** So many files a product can have, counting those that never arrived. */
    public static final int MOST_FILES = 100;

    private final Database database;
    private final FileStore store;
    private final long quota;
    private final IdSource ids;
    private final Clock clock;

    /** @param quota how many bytes a seller's files may have together */
    public AnnounceFile(Database database, FileStore store, long quota, IdSource ids, Clock clock) {
        this.database = database;
        this.store = store;
        this.quota = quota;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a seller says of a file before it is there.
     *
     * @param sha256 of its bytes; empty when it comes in parts
     */
    public record Announcement(
            FilePurpose purpose, String name, ContentType contentType, long size, Optional<Sha256> sha256) {}

    public AnnounceFileOutcome announce(Seller seller, ProductId product, Announcement announcement) {
        ProductFile file = new ProductFile(
                new FileId(ids.next()),
                product,
                announcement.purpose(),
                announcement.name(),
                announcement.contentType(),
                announcement.size(),
                announcement.sha256(),
                announcement.sha256().isPresent() ? Optional.empty() : Optional.of(Parts.ofFile(announcement.size())),
                FileState.AWAITING_UPLOAD,
                Optional.empty(),
                Set.of(),
                clock.instant());
        return switch (database.transaction(tx -> keep(tx, seller, file))) {
            case YES ->
                new Announced(file, file.sha256().isPresent() ? Optional.of(store.invite(file)) : Optional.empty());
            case NO_SUCH_PRODUCT -> new NoSuchProduct();
            case TOO_MANY -> new TooManyFiles();
            case NO_ROOM -> new NoRoom(quota);
        };
    }

    private enum Kept {
        YES,
        NO_SUCH_PRODUCT,
        TOO_MANY,
        NO_ROOM
    }

    private Kept keep(Sql tx, Seller seller, ProductFile file) {
        ProductFiles files = ProductFiles.in(tx);
        if (!files.lock(file.product(), seller)) {
            return Kept.NO_SUCH_PRODUCT;
        }
        if (files.count(file.product()) >= MOST_FILES) {
            return Kept.TOO_MANY;
        }
        SellerStorage storage = SellerStorage.in(tx);
        // After the product, as by everybody who locks both.
        UserId owner = storage.lock(file.product());
        if (storage.used(owner) > quota - file.size()) {
            return Kept.NO_ROOM;
        }
        files.add(file);
        return Kept.YES;
    }
}
