package dev.souk.catalog.upload;

import dev.souk.catalog.ContentType;
import dev.souk.catalog.FilePurpose;
import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.FileVersion;
import dev.souk.catalog.Parts;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.SellerStorage;
import dev.souk.catalog.Sha256;
import dev.souk.catalog.upload.AnnounceFileOutcome.Announced;
import dev.souk.catalog.upload.AnnounceFileOutcome.NoRoom;
import dev.souk.catalog.upload.AnnounceFileOutcome.NoSuchProduct;
import dev.souk.catalog.upload.AnnounceFileOutcome.NothingToReplace;
import dev.souk.catalog.upload.AnnounceFileOutcome.TooManyFiles;
import dev.souk.catalog.upload.AnnounceFileOutcome.TooManyImages;
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

    /** So many images its gallery can have, counting those that are on their way. */
    public static final int MOST_IMAGES = 10;

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
     * @param replaces any version of that of which it is a new one; empty when it is the first of its own
     * @param notes what is new in it
     * @param alternative of an image, what it shows, in words
     */
    public record Announcement(
            FilePurpose purpose,
            String name,
            ContentType contentType,
            long size,
            Optional<Sha256> sha256,
            Optional<FileId> replaces,
            Optional<String> notes,
            Optional<String> alternative) {}

    public AnnounceFileOutcome announce(Seller seller, ProductId product, Announcement announcement) {
        FileId id = new FileId(ids.next());
        return database.transaction(tx -> keep(tx, seller, product, id, announcement));
    }

    private AnnounceFileOutcome keep(Sql tx, Seller seller, ProductId product, FileId id, Announcement announcement) {
        ProductFiles files = ProductFiles.in(tx);
        if (!files.lock(product, seller)) {
            return new NoSuchProduct();
        }
        if (files.count(product) >= MOST_FILES) {
            return new TooManyFiles();
        }
        if (announcement.purpose() == FilePurpose.GALLERY && files.countImages(product) >= MOST_IMAGES) {
            return new TooManyImages();
        }
        Optional<FileVersion> version = version(files, seller, product, id, announcement);
        if (version.isEmpty()) {
            return new NothingToReplace();
        }
        SellerStorage storage = SellerStorage.in(tx);
        // After the product, as by everybody who locks both.
        UserId owner = storage.lock(product);
        if (storage.used(owner) > quota - announcement.size()) {
            return new NoRoom(quota);
        }
        ProductFile file = new ProductFile(
                id,
                product,
                announcement.purpose(),
                announcement.name(),
                announcement.contentType(),
                announcement.size(),
                announcement.sha256(),
                announcement.sha256().isPresent() ? Optional.empty() : Optional.of(Parts.ofFile(announcement.size())),
                version.get(),
                FileState.AWAITING_UPLOAD,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                announcement.alternative(),
                Optional.empty(),
                clock.instant());
        files.add(file);
        // Signing is arithmetic: nothing is sent anywhere while the product is locked.
        return new Announced(file, file.sha256().map(_ -> store.invite(file)));
    }

    /** Empty when it replaces what is no download of the product. */
    private static Optional<FileVersion> version(
            ProductFiles files, Seller seller, ProductId product, FileId id, Announcement announcement) {
        if (announcement.replaces().isEmpty()) {
            return Optional.of(FileVersion.first(id, announcement.notes()));
        }
        return files.find(seller, product, announcement.replaces().get())
                .filter(file -> file.purpose() == FilePurpose.DOWNLOAD)
                .map(file -> file.version().line())
                .map(line ->
                        new FileVersion(line, files.newest(product, line) + 1, announcement.notes(), Optional.empty()));
    }
}
