package dev.souk.users;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

record SqlStores(Sql sql) implements Stores {
    private static final String SELECT = """
            SELECT id, owner_id, slug, name, description, contact_email, seller_name, avatar_url, links, vacation_since,
                   vacation_message, vacation_until, taken_down_at, currency, version, created_at, updated_at
            FROM stores
            """;

    /** Of a statement on {@code stores}, which cannot read them by a view as well. Takes the editor's id, again, and their roles. */
    private static final String MAY = """
            (owner_id = ?
             OR EXISTS (SELECT 1 FROM memberships m
                        WHERE m.store_id = stores.id AND m.user_id = ? AND FIND_IN_SET(m.role, ?) > 0))""";

    private static final String OF_MEMBER = """
            SELECT s.id, s.owner_id, s.slug, s.name, s.description, s.contact_email, s.seller_name, s.avatar_url, s.links,
                   s.vacation_since, s.vacation_message, s.vacation_until, s.taken_down_at, s.currency, s.version, s.created_at, s.updated_at,
                   m.role
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
                    SET slug = ?, name = ?, description = ?, contact_email = ?, seller_name = ?, avatar_url = ?, links = ?,
                        version = ?, updated_at = ?, currency = ?
                    WHERE id = ? AND version = ?
                      AND\s""" + MAY + """

                      AND (currency = ? OR NOT EXISTS (SELECT 1 FROM offers WHERE offers.store_id = stores.id))""",
                    store.slug().text(),
                    store.name(),
                    store.description(),
                    store.contactEmail(),
                    store.profile().sellerName(),
                    store.profile().avatar().map(SecureAddress::text),
                    links(store.profile()),
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

    @Override
    public boolean close(StoreId store, Vacation vacation, Seller seller, Instant now) {
        return sql.update(
                        """
                        UPDATE stores
                        SET vacation_since = COALESCE(vacation_since, ?), vacation_message = ?, vacation_until = ?,
                            version = version + 1, updated_at = ?
                        WHERE id = ? AND\s""" + MAY,
                        vacation.since(),
                        vacation.message(),
                        vacation.until().map(LocalDate::toString),
                        now,
                        store,
                        seller.id(),
                        seller.id(),
                        seller.anyOf())
                == 1;
    }

    @Override
    public boolean reopen(StoreId store, Seller seller, Instant now) {
        return sql.update("""
                        UPDATE stores
                        SET vacation_since = NULL, vacation_message = NULL, vacation_until = NULL, version = version + 1,
                            updated_at = ?
                        WHERE id = ? AND vacation_since IS NOT NULL AND\s""" + MAY, now, store, seller.id(), seller.id(), seller.anyOf()) == 1;
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

    private static StoreProfile profile(Row row) throws SQLException {
        return new StoreProfile(
                row.findText("seller_name"),
                row.findText("avatar_url").map(SecureAddress::new),
                row.findText("links").map(SqlStores::links).orElse(List.of()));
    }

    private static Optional<Vacation> vacation(Row row) throws SQLException {
        Optional<String> message = row.findText("vacation_message");
        Optional<LocalDate> until = row.findText("vacation_until").map(LocalDate::parse);
        return row.findInstant("vacation_since").map(since -> new Vacation(since, message.orElse(""), until));
    }

    private static Optional<String> links(StoreProfile profile) {
        return profile.links().isEmpty()
                ? Optional.empty()
                : Optional.of(Json.write(profile.links().stream()
                        .map(link -> new WrittenLink(link.title(), link.url().text()))
                        .toList()));
    }

    private static List<StoreProfile.Link> links(String json) {
        return Tree.of(json).elements().stream()
                .map(link -> new StoreProfile.Link(
                        link.path("title").text(""),
                        new SecureAddress(link.path("url").text(""))))
                .toList();
    }

    /** As it is in the column. */
    private record WrittenLink(String title, String url) {}

    private static Store store(Row row) throws SQLException {
        return new Store(
                new StoreId(row.uuid("id")),
                new UserId(row.uuid("owner_id")),
                new Slug(row.text("slug")),
                row.text("name"),
                row.text("description"),
                new EmailAddress(row.text("contact_email")),
                profile(row),
                vacation(row),
                row.findInstant("taken_down_at"),
                Currency.valueOf(row.text("currency")),
                row.integer("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
