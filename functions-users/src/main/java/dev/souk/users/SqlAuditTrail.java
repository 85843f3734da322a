package dev.souk.users;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.AuditEntryId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@link AuditTrail} in {@code users_audit}, and in what other modules publish of theirs. Of each part no more is read than a page has. */
record SqlAuditTrail(Sql sql) implements AuditTrail {
    @Override
    public List<Entry> of(StoreId store, Optional<AuditEntryId> before, int limit) {
        return sql.query("""
                SELECT e.id, e.actor_id, u.display_name, e.act, e.subject, e.detail, e.request_id, e.created_at
                FROM ((SELECT id, actor_id, act, subject, detail, request_id, created_at
                       FROM users_audit
                       WHERE store_id = ? AND (? IS NULL OR id < ?)
                       ORDER BY id DESC LIMIT ?)
                      UNION ALL
                      (SELECT id, actor_id, act, subject, detail, request_id, created_at
                       FROM purchases_audited
                       WHERE store_id = ? AND (? IS NULL OR id < ?)
                       ORDER BY id DESC LIMIT ?)) e
                LEFT JOIN users u ON u.id = e.actor_id
                ORDER BY e.id DESC
                LIMIT ?""", SqlAuditTrail::entry, store, before, before, limit, store, before, before, limit, limit);
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(
                new AuditEntryId(row.uuid("id")),
                new UserId(row.uuid("actor_id")),
                row.findText("display_name").orElse(""),
                row.text("act"),
                row.text("subject"),
                row.text("detail"),
                row.text("request_id"),
                row.instant("created_at"));
    }
}
