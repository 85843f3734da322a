package dev.souk.purchases.version;

import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.List;

/** {@link VersionMailings} in the tables of functions-purchases, and functions-catalog's view of what was asked for. */
record SqlVersionMailings(Sql sql) implements VersionMailings {
    @Override
    public List<Wanted> due(Instant since, int most) {
        return sql.query(
                """
                SELECT w.file_id, w.product_id, w.store_id
                FROM wanted_notices w
                LEFT JOIN version_mailings m ON m.file_id = w.file_id
                WHERE w.requested_at > ? AND m.done_at IS NULL
                ORDER BY w.requested_at LIMIT ?
                """,
                row -> new Wanted(
                        new FileId(row.uuid("file_id")),
                        new ProductId(row.uuid("product_id")),
                        new StoreId(row.uuid("store_id"))),
                since,
                most);
    }

    @Override
    public Progress lock(FileId file) {
        // Not INSERT IGNORE: that only shares the row's lock, and two who share it never get it whole.
        sql.update(
                "INSERT INTO version_mailings (file_id) VALUES (?) ON DUPLICATE KEY UPDATE file_id = VALUES(file_id)",
                file);
        return sql.first(
                        "SELECT last_purchase_id, done_at FROM version_mailings WHERE file_id = ? FOR UPDATE",
                        row -> new Progress(
                                row.findUuid("last_purchase_id").map(PurchaseId::new),
                                row.findInstant("done_at").isPresent()),
                        file)
                .orElseThrow();
    }

    @Override
    public void advance(FileId file, PurchaseId last) {
        sql.update("UPDATE version_mailings SET last_purchase_id = ? WHERE file_id = ?", last, file);
    }

    @Override
    public void finish(FileId file, Instant at) {
        sql.update("UPDATE version_mailings SET done_at = ? WHERE file_id = ?", at, file);
    }
}
