package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.id.IdSource;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@link Findings} in the table {@code findings}. */
final class SqlFindings implements Findings {
    private static final int LONGEST_DETAIL = 500;

    private final Database database;
    private final IdSource ids;

    SqlFindings(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public List<Finding> open(int most) {
        return database.query(
                "SELECT kind, reference, detail FROM findings WHERE resolved_at IS NULL ORDER BY id LIMIT ?",
                row -> new Finding(
                        Finding.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                        row.text("reference"),
                        row.text("detail")),
                most);
    }

    @Override
    public boolean raise(Finding finding, Instant at) {
        String detail = finding.detail().length() > LONGEST_DETAIL
                ? finding.detail().substring(0, LONGEST_DETAIL)
                : finding.detail();
        try {
            database.update(
                    "INSERT INTO findings (id, kind, reference, detail, found_at) VALUES (?, ?, ?, ?, ?)",
                    ids.next(),
                    finding.kind().text(),
                    finding.reference(),
                    detail,
                    at);
            return true;
        } catch (DuplicateKey _) {
            int again = database.update("""
                    UPDATE findings SET detail = ?, found_at = ?, resolved_at = NULL
                    WHERE kind = ? AND reference = ? AND resolved_at IS NOT NULL
                    """, detail, at, finding.kind().text(), finding.reference());
            return again == 1;
        }
    }

    @Override
    public boolean resolve(Finding.Kind kind, String reference, Instant at) {
        int resolved = database.update(
                "UPDATE findings SET resolved_at = ? WHERE kind = ? AND reference = ? AND resolved_at IS NULL",
                at,
                kind.text(),
                reference);
        return resolved == 1;
    }
}
