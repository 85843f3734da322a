package dev.souk.catalog.upload;

import dev.souk.catalog.FilePurpose;
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
 * Takes a file from its product: an upload that nobody has completed is forgotten, a version that buyers could get is offered to no others. What
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
        if (found.get().state() != FileState.READY || found.get().purpose() != FilePurpose.DOWNLOAD) {
            return new NotNow();
        }
        return database.transaction(tx -> withdraw(ProductFiles.in(tx), product, id));
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
