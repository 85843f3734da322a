package dev.souk.purchases.download;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.FileId;
import dev.souk.model.PurchaseId;
import dev.souk.purchases.Deliverable;
import dev.souk.purchases.Grants;
import dev.souk.purchases.Purchase;
import dev.souk.purchases.Purchases;
import dev.souk.purchases.Visit;
import dev.souk.purchases.download.DownloadOutcome.Granted;
import dev.souk.purchases.download.DownloadOutcome.NoSuchFile;
import dev.souk.purchases.download.DownloadOutcome.NoSuchPurchase;
import dev.souk.purchases.download.DownloadOutcome.Revoked;
import dev.souk.purchases.download.DownloadOutcome.UsedUp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hands out links to what a buyer owns. One conditional UPDATE counts and decides; the link is made after it. */
public final class Downloads {
    private final Database database;
    private final FileLinks links;
    private final IdSource ids;
    private final Clock clock;

    public Downloads(Database database, FileLinks links, IdSource ids, Clock clock) {
        this.database = database;
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param visit where the request comes from: a dispute is answered with it */
    public DownloadOutcome grant(Reader reader, PurchaseId id, FileId file, Visit visit) {
        Purchases purchases = Purchases.in(database);
        Optional<Purchase> purchase = purchases.find(id, reader);
        if (purchase.isEmpty()) {
            return new NoSuchPurchase();
        }
        Optional<Deliverable> deliverable =
                Grants.in(database).of(List.of(purchase.get())).getOrDefault(id, List.of()).stream()
                        .filter(each -> each.file().equals(file))
                        .findFirst();
        if (deliverable.isEmpty()) {
            return new NoSuchFile();
        }
        Instant now = clock.instant();
        boolean counted = database.transaction(tx -> {
            boolean granted = Purchases.in(tx).countDownload(id);
            if (granted) {
                Purchases.in(tx).logDownload(ids.next(), id, file, visit, now);
            }
            return granted;
        });
        Purchase left = purchases.find(id, reader).orElse(purchase.get());
        if (!counted) {
            return left.revokedAt().isPresent() ? new Revoked() : new UsedUp();
        }
        return new Granted(links.to(deliverable.get()), left.downloadsLeft());
    }
}
