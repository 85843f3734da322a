package dev.souk.catalog.upload;

import dev.souk.catalog.ContentType;
import dev.souk.catalog.FilePurpose;
import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Sha256;
import dev.souk.catalog.upload.AnnounceFileOutcome.Announced;
import dev.souk.catalog.upload.AnnounceFileOutcome.NoSuchProduct;
import dev.souk.catalog.upload.AnnounceFileOutcome.TooManyFiles;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Takes announcements of files, and says how to upload them. */
public final class AnnounceFile {
    /** So many files a product can have, counting those that never arrived. */
    public static final int MOST_FILES = 100;

    private final Database database;
    private final FileStore store;
    private final IdSource ids;
    private final Clock clock;

    public AnnounceFile(Database database, FileStore store, IdSource ids, Clock clock) {
        this.database = database;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a seller says of a file before it is there. */
    public record Announcement(FilePurpose purpose, String name, ContentType contentType, long size, Sha256 sha256) {}

    public AnnounceFileOutcome announce(Seller seller, ProductId product, Announcement announcement) {
        ProductFile file = new ProductFile(
                new FileId(ids.next()),
                product,
                announcement.purpose(),
                announcement.name(),
                announcement.contentType(),
                announcement.size(),
                announcement.sha256(),
                FileState.AWAITING_UPLOAD,
                Optional.empty(),
                Set.of(),
                clock.instant());
        return switch (database.transaction(tx -> keep(ProductFiles.in(tx), seller, file))) {
            case YES -> new Announced(file, store.invite(file));
            case NO_SUCH_PRODUCT -> new NoSuchProduct();
            case TOO_MANY -> new TooManyFiles();
        };
    }

    private enum Kept {
        YES,
        NO_SUCH_PRODUCT,
        TOO_MANY
    }

    private static Kept keep(ProductFiles files, Seller seller, ProductFile file) {
        if (!files.lock(file.product(), seller)) {
            return Kept.NO_SUCH_PRODUCT;
        }
        if (files.count(file.product()) >= MOST_FILES) {
            return Kept.TOO_MANY;
        }
        files.add(file);
        return Kept.YES;
    }
}
