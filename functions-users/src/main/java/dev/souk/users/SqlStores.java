package dev.souk.users;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

record SqlStores(Sql sql) implements Stores {
    private static final String SELECT = """
            SELECT id, owner_id, slug, name, description, contact_email, currency, version, created_at, updated_at
            FROM stores
            """;

    @Override
    public Optional<Store> find(String slugOrId) {
        Optional<StoreId> id = StoreId.parse(slugOrId);
        if (id.isPresent()) {
            return sql.first(SELECT + "WHERE id = ?", SqlStores::store, id);
        }
        return Slug.parse(slugOrId)
                .flatMap(slug -> sql.first(SELECT + "WHERE slug = ?", SqlStores::store, slug.text()));
    }

    @Override
    public List<Store> of(UserId owner, Optional<StoreId> before, int limit) {
        return sql.query(
                SELECT + "WHERE owner_id = ? AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                SqlStores::store,
                owner,
                before,
                before,
                limit);
    }

    @Override
    public Kept add(Store store) {
        try {
            sql.update(
                    """
                    INSERT INTO stores
                        (id, owner_id, slug, name, description, contact_email, currency, version, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    store.id(),
                    store.owner(),
                    store.slug().text(),
                    store.name(),
                    store.description(),
                    store.contactEmail(),
                    store.currency().name(),
                    store.version(),
                    store.createdAt(),
                    store.updatedAt());
            return Kept.YES;
        } catch (DuplicateKey _) {
            return Kept.SLUG_TAKEN;
        }
    }

    @Override
    public Kept replace(Store store) {
        try {
            int rows = sql.update(
                    """
                    UPDATE stores
                    SET slug = ?, name = ?, description = ?, contact_email = ?, version = ?, updated_at = ?,
                        currency = ?
                    WHERE id = ? AND version = ?
                      AND (currency = ? OR NOT EXISTS (SELECT 1 FROM offers WHERE offers.store_id = stores.id))""",
                    store.slug().text(),
                    store.name(),
                    store.description(),
                    store.contactEmail(),
                    store.version(),
                    store.updatedAt(),
                    store.currency().name(),
                    store.id(),
                    store.version() - 1,
                    store.currency().name());
            return rows == 1 ? Kept.YES : whyNot(store);
        } catch (DuplicateKey _) {
            return Kept.SLUG_TAKEN;
        }
    }

    private Kept whyNot(Store store) {
        boolean newest = sql.first(
                        "SELECT version FROM stores WHERE id = ? AND version = ?",
                        row -> row.integer("version"),
                        store.id(),
                        store.version() - 1)
                .isPresent();
        return newest ? Kept.CURRENCY_IN_USE : Kept.STALE;
    }

    private static Store store(Row row) throws SQLException {
        return new Store(
                new StoreId(row.uuid("id")),
                new UserId(row.uuid("owner_id")),
                new Slug(row.text("slug")),
                row.text("name"),
                row.text("description"),
                new EmailAddress(row.text("contact_email")),
                Currency.valueOf(row.text("currency")),
                row.integer("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
