package dev.souk.catalog.upload;

import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.GiveUpUpload;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.upload.TakeBackOutcome.LastOne;
import dev.souk.catalog.upload.TakeBackOutcome.NoSuchFile;
import dev.souk.catalog.upload.TakeBackOutcome.NotNow;
import dev.souk.catalog.upload.TakeBackOutcome.TakenBack;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes a file from its product: an upload that nobody has completed is forgotten, an image goes, a version that buyers could get is offered to no others. What
 * somebody bought stays theirs.
 */
public final class TakeBack {
    private final Database database;
    private final GiveUpUpload givingUp;
    private final Clock clock;

    public TakeBack(Database database, GiveUpUpload givingUp, Clock clock) {
        this.database = database;
        this.givingUp = givingUp;
        this.clock = clock;
    }

    /** @throws FileStore.Unavailable when something stored cannot be taken away; the sweeper does it */
    public TakeBackOutcome takeBack(Seller seller, ProductId product, FileId id) {
        ProductFiles files = ProductFiles.in(database);
        Optional<ProductFile> found = files.find(seller, product, id);
        if (found.isEmpty()) {
            return new NoSuchFile();
        }
        if (found.get().state() == FileState.AWAITING_UPLOAD) {
            return givingUp.giveUp(found.get()) ? new TakenBack() : new NotNow();
        }
        if (found.get().purpose().isShown()) {
            return takeDown(found.get());
        }
        if (found.get().state() != FileState.READY) {
            return new NotNow();
        }
        return database.transaction(tx -> withdraw(ProductFiles.in(tx), product, id));
    }

    /** Whatever came of it. What the worker may be making just now goes when the sweeper comes, long after the worker has ended. */
    private TakeBackOutcome takeDown(ProductFile image) {
        Optional<ProductFile> last = database.transaction(tx -> {
            ProductFiles files = ProductFiles.in(tx);
            files.lock(image.product());
            Optional<ProductFile> now =
                    files.findLocked(image.id()).filter(file -> file.state() != FileState.ABANDONED);
            now.ifPresent(file -> files.abandonImage(file, clock.instant()));
            return now;
        });
        if (last.isEmpty()) {
            return new NoSuchFile();
        }
        if (last.get().state() == FileState.READY || last.get().state() == FileState.REJECTED) {
            var _ = givingUp.giveUp(last.get());
        }
        return new TakenBack();
    }

    private TakeBackOutcome withdraw(ProductFiles files, ProductId product, FileId id) {
        files.lock(product);
        Optional<ProductFile> file = files.findLocked(id);
        if (file.isEmpty() || file.get().state() != FileState.READY) {
            return new NotNow();
        }
        boolean isOffered = file.get().version().withdrawnAt().isEmpty();
        if (isOffered && files.isLastOfWhatIsForSale(file.get())) {
            return new LastOne();
        }
        files.takeBack(id, clock.instant());
        return new TakenBack();
    }
}
