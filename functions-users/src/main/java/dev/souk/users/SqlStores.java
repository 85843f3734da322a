package dev.souk.users;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
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

    private static final String OF_MEMBER = """
            SELECT s.id, s.owner_id, s.slug, s.name, s.description, s.contact_email, s.currency, s.version, s.created_at,
                   s.updated_at, m.role
            FROM store_members m JOIN stores s ON s.id = m.store_id
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
    public Optional<Membership> find(String slugOrId, Seller seller) {
        return find(slugOrId)
                .flatMap(store -> sql.first(
                        OF_MEMBER + "WHERE s.id = ? AND m.user_id = ? AND FIND_IN_SET(m.role, ?) > 0",
                        SqlStores::membership,
                        store.id(),
                        seller.id(),
                        seller.anyOf()));
    }

    @Override
    public List<Membership> of(UserId user, Optional<StoreId> before, int limit) {
        return sql.query(
                OF_MEMBER + "WHERE m.user_id = ? AND (? IS NULL OR s.id < ?) ORDER BY s.id DESC LIMIT ?",
                SqlStores::membership,
                user,
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
    public Kept replace(Store store, Seller editor) {
        try {
            int rows = sql.update(
                    """
                    UPDATE stores
                    SET slug = ?, name = ?, description = ?, contact_email = ?, version = ?, updated_at = ?,
                        currency = ?
                    WHERE id = ? AND version = ?
                      AND (owner_id = ?
                           OR EXISTS (SELECT 1 FROM memberships m
                                      WHERE m.store_id = stores.id AND m.user_id = ? AND FIND_IN_SET(m.role, ?) > 0))
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
                    editor.id(),
                    editor.id(),
                    editor.anyOf(),
                    store.currency().name());
            return rows == 1 ? Kept.YES : whyNot(store, editor);
        } catch (DuplicateKey _) {
            return Kept.SLUG_TAKEN;
        }
    }

    private Kept whyNot(Store store, Seller editor) {
        boolean newest = find(store.id().text(), editor)
                .filter(found -> found.store().version() == store.version() - 1)
                .isPresent();
        return newest ? Kept.CURRENCY_IN_USE : Kept.STALE;
    }

    private static Membership membership(Row row) throws SQLException {
        return new Membership(store(row), Members.role(row));
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
