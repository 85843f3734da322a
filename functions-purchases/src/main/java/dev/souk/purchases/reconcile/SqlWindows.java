package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@link Windows} in the table {@code reconciliations}. */
final class SqlWindows implements Windows {
    private final Database database;

    SqlWindows(Database database) {
        this.database = database;
    }

    private record Stored(Window window, boolean underWay) {}

    @Override
    public Window current(String comparison, Instant until, Duration first, Duration overlap) {
        return database.transaction(tx -> {
            Optional<Stored> stored = tx.first(
                    "SELECT window_from, window_to, position, under_way FROM reconciliations WHERE name = ? FOR UPDATE",
                    row -> new Stored(
                            new Window(row.instant("window_from"), row.instant("window_to"), row.findText("position")),
                            row.flag("under_way")),
                    comparison);
            if (stored.isPresent() && stored.get().underWay()) {
                return stored.get().window();
            }
            Instant from = stored.map(last -> last.window().to().minus(overlap)).orElse(until.minus(first));
            return begin(tx, comparison, new Window(from, until, Optional.empty()));
        });
    }

    private static Window begin(Sql tx, String comparison, Window window) {
        tx.update("""
                INSERT INTO reconciliations (name, window_from, window_to, under_way, updated_at) VALUES (?, ?, ?, 1, ?)
                ON DUPLICATE KEY UPDATE window_from = VALUES(window_from), window_to = VALUES(window_to),
                                        position = NULL, under_way = 1, updated_at = VALUES(updated_at)
                """, comparison, window.from(), window.to(), window.to());
        return window;
    }

    @Override
    public void reached(String comparison, Optional<String> position, Instant now) {
        database.update(
                "UPDATE reconciliations SET position = ?, updated_at = ? WHERE name = ?", position, now, comparison);
    }

    @Override
    public void finished(String comparison, Instant now) {
        database.update(
                "UPDATE reconciliations SET under_way = 0, finished_at = ?, updated_at = ? WHERE name = ?",
                now,
                now,
                comparison);
    }

    @Override
    public Instant lastFinished(String comparison) {
        return database.first(
                        "SELECT finished_at FROM reconciliations WHERE name = ?",
                        row -> row.findInstant("finished_at"),
                        comparison)
                .flatMap(finished -> finished)
                .orElse(Instant.EPOCH);
    }
}
