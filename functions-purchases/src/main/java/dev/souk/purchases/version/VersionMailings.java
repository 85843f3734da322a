package dev.souk.purchases.version;

import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which buyers are still to be told of which files. */
interface VersionMailings {
    static VersionMailings in(Sql sql) {
        return new SqlVersionMailings(sql);
    }

    /** A file that sellers asked their buyers to be told of, and that buyers can have. */
    record Wanted(FileId file, ProductId product, StoreId store) {}

    /** Those asked for since {@code since} of which not all buyers were told, the oldest first. */
    List<Wanted> due(Instant since, int most);

    /**
     * How far a mailing is. Others wait for it until the transaction ends.
     *
     * @param last up to which purchase it was told; empty before the first
     */
    record Progress(Optional<PurchaseId> last, boolean isDone) {}

    Progress lock(FileId file);

    void advance(FileId file, PurchaseId last);

    void finish(FileId file, Instant at);
}
