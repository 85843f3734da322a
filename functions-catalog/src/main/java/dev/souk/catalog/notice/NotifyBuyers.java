package dev.souk.catalog.notice;

import dev.souk.catalog.FilePurpose;
import dev.souk.catalog.FileState;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.VersionNotices;
import dev.souk.catalog.notice.NotifyBuyersOutcome.NoSuchFile;
import dev.souk.catalog.notice.NotifyBuyersOutcome.NotForBuyers;
import dev.souk.catalog.notice.NotifyBuyersOutcome.Requested;
import dev.souk.catalog.notice.NotifyBuyersOutcome.TooMany;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps that buyers are to be told of a file. It may be asked for before the file is ready: who writes the mails sees it only then. A file is told of
 * once, and the buyers of a product hear of {@value MOST} files a day.
 */
public final class NotifyBuyers {
    public static final int MOST = 3;

    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;

    public NotifyBuyers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public NotifyBuyersOutcome request(Seller seller, ProductId product, FileId id) {
        return database.transaction(
                tx -> ProductFiles.in(tx).lock(product, seller) ? request(tx, seller, product, id) : new NoSuchFile());
    }

    /** With the product locked: nobody else asks for its buyers meanwhile. */
    private NotifyBuyersOutcome request(Sql tx, Seller seller, ProductId product, FileId id) {
        Optional<ProductFile> file =
                ProductFiles.in(tx).find(id).filter(each -> each.product().equals(product));
        if (file.isEmpty()) {
            return new NoSuchFile();
        }
        VersionNotices notices = VersionNotices.in(tx);
        Optional<Instant> before = notices.requestedAt(id);
        if (before.isPresent()) {
            return new Requested(id, before.get());
        }
        if (!isForBuyers(file.get())) {
            return new NotForBuyers();
        }
        Instant now = clock.instant();
        Optional<Instant> full = notices.nthNewest(product, MOST).filter(at -> at.isAfter(now.minus(DAY)));
        if (full.isPresent()) {
            return new TooMany(full.get().plus(DAY));
        }
        notices.add(id, product, seller.id(), now);
        return new Requested(id, now);
    }

    private static boolean isForBuyers(ProductFile file) {
        return file.purpose() == FilePurpose.DOWNLOAD
                && file.state() != FileState.REJECTED
                && file.version().withdrawnAt().isEmpty();
    }
}
