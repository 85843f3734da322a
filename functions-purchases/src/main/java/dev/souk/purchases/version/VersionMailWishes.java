package dev.souk.purchases.version;

import dev.souk.lambda.db.Sql;
import dev.souk.model.PurchaseId;
import java.time.Instant;

/** Whether buyers want mails about new versions of what they bought. They do until they say otherwise, for a product and the address of their order. */
public interface VersionMailWishes {
    static VersionMailWishes in(Sql sql) {
        return new SqlVersionMailWishes(sql);
    }

    /** No more of them about the product of that purchase. */
    void refuse(PurchaseId purchase, Instant at);

    void want(PurchaseId purchase);
}
