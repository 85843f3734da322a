package dev.souk.purchases.version;

import dev.souk.lambda.db.Sql;
import dev.souk.model.PurchaseId;
import java.time.Instant;

/** {@link VersionMailWishes} in the table {@code version_mail_refusals}. */
record SqlVersionMailWishes(Sql sql) implements VersionMailWishes {
    @Override
    public void refuse(PurchaseId purchase, Instant at) {
        sql.update("""
                INSERT INTO version_mail_refusals (product_id, email, refused_at)
                SELECT p.product_id, o.email, ? FROM purchases p JOIN orders o ON o.id = p.order_id WHERE p.id = ?
                ON DUPLICATE KEY UPDATE product_id = VALUES(product_id)
                """, at, purchase);
    }

    @Override
    public void want(PurchaseId purchase) {
        sql.update("""
                DELETE r FROM version_mail_refusals r
                JOIN purchases p ON p.product_id = r.product_id
                JOIN orders o ON o.id = p.order_id AND o.email = r.email
                WHERE p.id = ?
                """, purchase);
    }
}
