package dev.souk.users;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.AuditEntryId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link AuditTrail} in {@code users_audit}, and in what other modules publish of theirs. Of each part no more is read than a page has. */
record SqlAuditTrail(Sql sql) implements AuditTrail {
    private static final List<String> PARTS =
            List.of("users_audit", "catalog_audited", "purchases_audited", "webhooks_audited");

    private static final String PART = """
            (SELECT id, store_id, actor_id, act, subject, detail, request_id, created_at
             FROM %s
             WHERE (? IS NULL OR store_id = ?) AND (? IS NULL OR actor_id = ?)
               AND (? IS NULL OR created_at >= ?) AND (? IS NULL OR created_at < ?) AND (? IS NULL OR id < ?)
             ORDER BY id DESC LIMIT ?)""";

    private static final String QUERY =
            """
            SELECT e.id, e.store_id, e.actor_id, u.display_name, e.act, e.subject, e.detail, e.request_id, e.created_at
            FROM (""" + PARTS.stream().map(PART::formatted).collect(Collectors.joining("\nUNION ALL\n")) + """
            ) e
            LEFT JOIN users u ON u.id = e.actor_id
            ORDER BY e.id DESC
            LIMIT ?""";

    @Override
    public List<Entry> find(Filter filter, Optional<AuditEntryId> before, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int part = 0; part < PARTS.size(); part++) {
            Collections.addAll(
                    values,
                    filter.store(),
                    filter.store(),
                    filter.actor(),
                    filter.actor(),
                    filter.from(),
                    filter.from(),
                    filter.until(),
                    filter.until(),
                    before,
                    before,
                    limit);
        }
        values.add(limit);
        return sql.query(QUERY, SqlAuditTrail::entry, values.toArray());
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(
                new AuditEntryId(row.uuid("id")),
                new StoreId(row.uuid("store_id")),
                new UserId(row.uuid("actor_id")),
                row.findText("display_name").orElse(""),
                row.text("act"),
                row.text("subject"),
                row.text("detail"),
                row.text("request_id"),
                row.instant("created_at"));
    }
}
