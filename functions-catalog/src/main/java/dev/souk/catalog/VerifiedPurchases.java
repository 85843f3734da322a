package dev.souk.catalog;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Sql;
import dev.souk.model.PurchaseId;
import java.util.Optional;

/** What buyers own, as the purchases' function publishes it. */
public interface VerifiedPurchases {
    static VerifiedPurchases in(Sql sql) {
        return new SqlVerifiedPurchases(sql);
    }

    /** The purchase when {@code reader} may see it; another's does not exist for them. */
    Optional<VerifiedPurchase> find(PurchaseId id, Reader reader);
}
