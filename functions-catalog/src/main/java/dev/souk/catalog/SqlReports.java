package dev.souk.catalog;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Id;
import dev.souk.model.ReportId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.Violation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record SqlReports(Sql sql) implements Reports {
    private static final String SELECT = """
            SELECT id, kind, subject_id, store_id, reporter_id, reason, text, state, note, created_at, decided_at
            FROM reports
            """;

    @Override
    public Added add(
            ReportId id, Reporter reporter, Report.Kind kind, Id subject, Violation reason, String text, Instant now) {
        List<@Nullable Object> values = new ArrayList<>();
        Collections.addAll(values, id, kind.text(), reporter.key(), reporter.user(), reason.text(), text, now, subject);
        String seen = switch (kind) {
            case PRODUCT -> {
                values.add(now);
                yield "SELECT p.id AS subject_id, p.store_id FROM products p WHERE p.id = ? AND " + ON_SALE;
            }
            case STORE ->
                "SELECT d.store_id AS subject_id, d.store_id FROM store_directory d WHERE d.store_id = ?"
                        + " AND d.store_id NOT IN (SELECT t.store_id FROM stores_taken_down t)";
            case REVIEW -> {
                values.add(now);
                yield "SELECT r.id AS subject_id, r.store_id FROM reviews r JOIN products p ON p.id = r.product_id"
                        + " WHERE r.id = ? AND r.taken_down_at IS NULL AND " + ON_SALE;
            }
        };
        try {
            int rows = sql.update("""
                    INSERT INTO reports
                        (id, kind, reporter_key, reporter_id, reason, text, created_at, state, subject_id, store_id)
                    SELECT ?, ?, ?, ?, ?, ?, ?, 'open', seen.subject_id, seen.store_id FROM (%s) seen""".formatted(seen), values.toArray());
            return rows == 1 ? Added.YES : Added.NO_SUCH_SUBJECT;
        } catch (DuplicateKey _) {
            return Added.REPORTED_ALREADY;
        }
    }

    private static final String ON_SALE = "p.state = 'published' AND (p.on_sale_from IS NULL OR p.on_sale_from <= ?)"
            + " AND p.store_id NOT IN (SELECT d.store_id FROM stores_taken_down d)";

    @Override
    public Optional<Report> find(ReportId id) {
        return sql.first(SELECT + "WHERE id = ?", SqlReports::report, id);
    }

    @Override
    public boolean decide(ReportId id, Report.State state, String note, Instant now) {
        return sql.update(
                        "UPDATE reports SET state = ?, note = ?, decided_at = ? WHERE id = ? AND state = 'open'",
                        state.text(),
                        note,
                        now,
                        id)
                == 1;
    }

    @Override
    public List<Report> find(Filter filter, Optional<ReportId> before, int limit) {
        Optional<String> state = filter.state().map(Report.State::text);
        Optional<String> kind = filter.kind().map(Report.Kind::text);
        return sql.query(
                SELECT + """
                        WHERE (? IS NULL OR state = ?) AND (? IS NULL OR kind = ?) AND (? IS NULL OR store_id = ?)
                          AND (? IS NULL OR id < ?)
                        ORDER BY id DESC
                        LIMIT ?""",
                SqlReports::report,
                state,
                state,
                kind,
                kind,
                filter.store(),
                filter.store(),
                before,
                before,
                limit);
    }

    private static Report report(Row row) throws SQLException {
        return new Report(
                new ReportId(row.uuid("id")),
                Report.Kind.parse(row.text("kind")).orElseThrow().of(row.uuid("subject_id")),
                new StoreId(row.uuid("store_id")),
                row.findUuid("reporter_id").map(UserId::new),
                Violation.parse(row.text("reason")).orElseThrow(),
                row.text("text"),
                Report.State.parse(row.text("state")).orElseThrow(),
                row.findText("note"),
                row.instant("created_at"),
                row.findInstant("decided_at"));
    }
}
