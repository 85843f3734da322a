package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** {@link VersionNotices} in the table {@code version_notices}. */
record SqlVersionNotices(Sql sql) implements VersionNotices {
    @Override
    public Optional<Instant> requestedAt(FileId file) {
        return sql.first(
                "SELECT requested_at FROM version_notices WHERE file_id = ?", row -> row.instant("requested_at"), file);
    }

    @Override
    public Optional<Instant> nthNewest(ProductId product, int n) {
        return sql.first(
                "SELECT requested_at FROM version_notices WHERE product_id = ? ORDER BY requested_at DESC LIMIT 1 OFFSET ?",
                row -> row.instant("requested_at"),
                product,
                n - 1);
    }

    @Override
    public void add(FileId file, ProductId product, UserId by, Instant at) {
        sql.update(
                "INSERT INTO version_notices (file_id, product_id, requested_by, requested_at) VALUES (?, ?, ?, ?)",
                file,
                product,
                by,
                at);
    }
}
