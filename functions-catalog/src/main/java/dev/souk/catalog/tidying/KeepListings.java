package dev.souk.catalog.tidying;

import dev.souk.catalog.Listings;
import dev.souk.catalog.ProductFiles;
import dev.souk.lambda.db.Database;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps what is searched in step with what happens elsewhere: sales and refunds, and products that others than us have changed. */
public final class KeepListings {
    private static final Duration TREND = Duration.ofDays(30);
    /** Longer than a deployment in which functions that know of no listings change products, and than an outage of this one. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private static final int BATCH = 200;

    private final Database database;
    private final Clock clock;

    public KeepListings(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Counts the sales of the last 30 days anew, so that a late refund counts out; how many products stand elsewhere for it. */
    public int rollUp() {
        Listings listings = Listings.in(database);
        return listings.rollUp(listings.soldSince(clock.instant().minus(TREND)));
    }

    /** Brings listings to what their products are, until {@code deadline} at the latest; how many were not. */
    public int repair(Instant deadline) {
        int repaired = 0;
        List<ProductId> stale;
        do {
            stale = Listings.in(database).stale(clock.instant().minus(LOOKED_BACK), BATCH);
            for (ProductId id : stale) {
                database.transaction(tx -> {
                    ProductFiles.in(tx).lock(id);
                    Listings.in(tx).refresh(id);
                    return id;
                });
                repaired++;
            }
        } while (stale.size() >= BATCH && clock.instant().isBefore(deadline));
        return repaired;
    }
}
