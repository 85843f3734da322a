package dev.souk.users;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.EmailAddress;
import dev.souk.model.InvitationId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record SqlInvitations(Sql sql) implements Invitations {
    private static final String SELECT = """
            SELECT i.id, i.email, i.role, s.name, i.created_at, i.sent_at, i.expires_at
            FROM invitations i JOIN stores s ON s.id = i.store_id
            WHERE i.ended_at IS NULL AND i.store_id = ?
            """;

    @Override
    public boolean lock(StoreId store, Seller seller) {
        return sql.first(
                        "SELECT id FROM stores WHERE id = ? AND id " + Seller.MAY + " FOR UPDATE",
                        row -> row.uuid("id"),
                        store,
                        seller.id(),
                        seller.anyOf())
                .isPresent();
    }

    @Override
    public int open(StoreId store) {
        return sql.first(
                        "SELECT COUNT(*) AS invited FROM invitations WHERE store_id = ? AND open_email IS NOT NULL",
                        row -> row.integer("invited"),
                        store)
                .orElse(0);
    }

    @Override
    public int letters(StoreId store, Instant time) {
        return sql.first(
                        "SELECT CAST(COALESCE(SUM(letters), 0) AS SIGNED) AS letters FROM invitations WHERE store_id = ? AND sent_at > ?",
                        row -> row.integer("letters"),
                        store,
                        time)
                .orElse(0);
    }

    @Override
    public boolean add(
            InvitationId id,
            StoreId store,
            EmailAddress email,
            StoreRole role,
            InvitationSecret secret,
            Instant now,
            Instant until) {
        try {
            sql.update("""
                    INSERT INTO invitations (id, store_id, email, role, token_hash, letters, created_at, sent_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)""", id, store, email, role.text(), secret.hash(), now, now, until);
            return true;
        } catch (DuplicateKey _) {
            return false;
        }
    }

    @Override
    public List<Invitation> of(StoreId store) {
        return sql.query(SELECT + "ORDER BY i.id DESC", SqlInvitations::invitation, store);
    }

    @Override
    public Optional<Invitation> find(InvitationId id, StoreId store) {
        return sql.first(SELECT + "AND i.id = ?", SqlInvitations::invitation, store, id);
    }

    @Override
    public boolean renew(
            InvitationId id, StoreId store, InvitationSecret secret, int most, Instant now, Instant until) {
        return sql.update("""
                        UPDATE invitations SET token_hash = ?, letters = letters + 1, sent_at = ?, expires_at = ?
                        WHERE id = ? AND store_id = ? AND ended_at IS NULL AND letters < ?""", secret.hash(), now, until, id, store, most) == 1;
    }

    @Override
    public boolean revoke(InvitationId id, StoreId store, Seller seller, Instant now) {
        return sql.update(
                        "UPDATE invitations SET ended_at = ? WHERE id = ? AND store_id = ? AND ended_at IS NULL AND store_id "
                                + Seller.MAY,
                        now,
                        id,
                        store,
                        seller.id(),
                        seller.anyOf())
                == 1;
    }

    @Override
    public Optional<Known> lock(InvitationSecret secret) {
        return sql.first("""
                        SELECT id, store_id, role, expires_at, accepted_by
                        FROM invitations
                        WHERE token_hash = ? AND (ended_at IS NULL OR accepted_by IS NOT NULL)
                        FOR UPDATE""", SqlInvitations::known, secret.hash());
    }

    @Override
    public void accept(InvitationId id, UserId by, Instant now) {
        sql.update("UPDATE invitations SET accepted_by = ?, ended_at = ? WHERE id = ?", by, now, id);
    }

    private static Known known(Row row) throws SQLException {
        StoreId store = new StoreId(row.uuid("store_id"));
        Optional<UserId> by = row.findUuid("accepted_by").map(UserId::new);
        return by.isPresent()
                ? new Known.Accepted(store, by.get())
                : new Known.Open(new InvitationId(row.uuid("id")), store, Members.role(row), row.instant("expires_at"));
    }

    private static Invitation invitation(Row row) throws SQLException {
        return new Invitation(
                new InvitationId(row.uuid("id")),
                new EmailAddress(row.text("email")),
                Members.role(row),
                row.text("name"),
                row.instant("created_at"),
                row.instant("sent_at"),
                row.instant("expires_at"));
    }
}
