package dev.souk.users;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

record SqlPlatformStores(Sql sql) implements PlatformStores {
    private static final String SELECT = """
            SELECT id, slug, name, owner_id, contact_email, platform_fee_basis_points, taken_down_at, created_at
            FROM stores
            """;

    @Override
    public Optional<PlatformStore> find(String slugOrId) {
        return find(slugOrId, "");
    }

    @Override
    public Optional<PlatformStore> findLocked(String slugOrId) {
        return find(slugOrId, " FOR UPDATE");
    }

    /** By one key or the other, so that a lock is on that row alone. */
    private Optional<PlatformStore> find(String slugOrId, String locked) {
        Optional<StoreId> id = StoreId.parse(slugOrId);
        if (id.isPresent()) {
            return sql.first(SELECT + "WHERE id = ?" + locked, SqlPlatformStores::store, id);
        }
        return Slug.parse(slugOrId)
                .flatMap(slug -> sql.first(SELECT + "WHERE slug = ?" + locked, SqlPlatformStores::store, slug.text()));
    }

    @Override
    public void setFee(StoreId store, Optional<Integer> basisPoints) {
        sql.update("UPDATE stores SET platform_fee_basis_points = ? WHERE id = ?", basisPoints, store);
    }

    @Override
    public void setTakenDown(StoreId store, Optional<Instant> since) {
        sql.update("UPDATE stores SET taken_down_at = ? WHERE id = ?", since, store);
    }

    private static PlatformStore store(Row row) throws SQLException {
        return new PlatformStore(
                new StoreId(row.uuid("id")),
                row.text("slug"),
                row.text("name"),
                new UserId(row.uuid("owner_id")),
                new EmailAddress(row.text("contact_email")),
                row.findInteger("platform_fee_basis_points"),
                row.findInstant("taken_down_at"),
                row.instant("created_at"));
    }
}
