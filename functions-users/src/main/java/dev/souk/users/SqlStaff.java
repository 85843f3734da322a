package dev.souk.users;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * {@link Staff} in the table {@code memberships}. Only owners change what stands there: statements on it ask {@code stores} for that, since one that
 * changes a table cannot read it by a view as well.
 */
record SqlStaff(Sql sql) implements Staff {
    private static final String OF_OWNER = "store_id IN (SELECT id FROM stores WHERE owner_id = ?)";

    @Override
    public List<Member> of(StoreId store) {
        return sql.query("""
                SELECT s.owner_id AS user_id, 'owner' AS role, s.created_at AS since, u.display_name, u.email
                FROM stores s LEFT JOIN users u ON u.id = s.owner_id
                WHERE s.id = ?
                UNION ALL
                SELECT m.user_id, m.role, m.since, u.display_name, u.email
                FROM memberships m LEFT JOIN users u ON u.id = m.user_id
                WHERE m.store_id = ?
                ORDER BY role = 'owner' DESC, since, user_id""", SqlStaff::member, store, store);
    }

    @Override
    public boolean includes(StoreId store, EmailAddress email) {
        return of(store).stream()
                .flatMap(member -> member.email().stream())
                .anyMatch(address -> address.value().equalsIgnoreCase(email.value()));
    }

    @Override
    public boolean add(StoreId store, UserId user, StoreRole role, Instant now) {
        try {
            return sql.update("""
                            INSERT INTO memberships (store_id, user_id, role, since)
                            SELECT id, ?, ?, ? FROM stores WHERE id = ? AND owner_id <> ?""", user, role.text(), now, store, user) == 1;
        } catch (DuplicateKey _) {
            return false;
        }
    }

    @Override
    public boolean change(StoreId store, UserId user, StoreRole role, Seller seller) {
        return sql.update(
                        "UPDATE memberships SET role = ? WHERE store_id = ? AND user_id = ? AND " + OF_OWNER,
                        role.text(),
                        store,
                        user,
                        seller.id())
                == 1;
    }

    @Override
    public boolean remove(StoreId store, UserId user, Seller seller) {
        return sql.update(
                        "DELETE FROM memberships WHERE store_id = ? AND user_id = ? AND " + OF_OWNER,
                        store,
                        user,
                        seller.id())
                == 1;
    }

    @Override
    public boolean leave(StoreId store, UserId user) {
        return sql.update("DELETE FROM memberships WHERE store_id = ? AND user_id = ?", store, user) == 1;
    }

    private static Member member(Row row) throws SQLException {
        return new Member(
                new UserId(row.uuid("user_id")),
                row.findText("display_name").orElse(""),
                row.findText("email").flatMap(EmailAddress::parse),
                Members.role(row),
                row.instant("since"));
    }
}
