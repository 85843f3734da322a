package dev.souk.lambda.member;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The members of all stores, as functions-users publishes them in {@code store_members}. That somebody may do something is for the statement
 * to find out that does it ({@link Seller#MAY}); this says what to answer to somebody who may not.
 */
public record Members(Sql sql) {
    /** What somebody is in the store; empty when they have nothing to do with it. */
    public Optional<StoreRole> role(UserId user, StoreId store) {
        return sql.first(
                "SELECT role FROM store_members WHERE user_id = ? AND store_id = ?", Members::role, user, store);
    }

    /** @param slugOrId of the store, as it stands in an address */
    public Optional<StoreRole> role(UserId user, String slugOrId) {
        return sql.first("""
                SELECT m.role
                FROM store_members m JOIN store_directory s ON s.store_id = m.store_id
                WHERE m.user_id = ? AND (s.slug = ? OR s.store_id = ?)""", Members::role, user, slugOrId, StoreId.parse(slugOrId));
    }

    /** The store with this slug or id, if {@code seller} may act for it. */
    public Optional<StoreId> store(Seller seller, String slugOrId) {
        return sql.first(
                "SELECT store_id FROM store_directory WHERE (slug = ? OR store_id = ?) AND store_id " + Seller.MAY,
                row -> new StoreId(row.uuid("store_id")),
                slugOrId,
                StoreId.parse(slugOrId),
                seller.id(),
                seller.anyOf());
    }

    /** The stores in which the seller has one of the roles. */
    public Set<StoreId> stores(Seller seller) {
        return new HashSet<>(sql.query(
                "SELECT store_id FROM store_members WHERE user_id = ? AND FIND_IN_SET(role, ?) > 0",
                row -> new StoreId(row.uuid("store_id")),
                seller.id(),
                seller.anyOf()));
    }

    /** Of a row with the column {@code role}. */
    public static StoreRole role(Row row) throws SQLException {
        return StoreRole.parse(row.text("role")).orElseThrow();
    }
}
