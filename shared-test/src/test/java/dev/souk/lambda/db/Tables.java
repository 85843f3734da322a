package dev.souk.lambda.db;

import dev.souk.test.TestDatabase;

/** One database for the tests of this package, with a table to write to: {@code notes (id, text)}. */
final class Tables {
    static final TestDatabase DATABASE = TestDatabase.fresh();

    static {
        try (Database database = DATABASE.open()) {
            database.update(
                    "CREATE TABLE notes (id INT NOT NULL PRIMARY KEY, text VARCHAR(20) NOT NULL) ENGINE = InnoDB");
        }
    }

    private Tables() {}

    static void clear(Database database) {
        database.update("DELETE FROM notes");
    }

    static void put(Sql sql, int id, String text) {
        sql.update("INSERT INTO notes (id, text) VALUES (?, ?)", id, text);
    }

    static String text(Sql sql, int id) {
        return sql.first("SELECT text FROM notes WHERE id = ?", row -> row.text("text"), id)
                .orElse("nothing");
    }

    static int count(Sql sql) {
        return sql.first("SELECT COUNT(*) AS n FROM notes", row -> row.integer("n"))
                .orElse(0);
    }

    static long connectionId(Sql sql) {
        return sql.first("SELECT CONNECTION_ID() AS id", row -> row.number("id"))
                .orElseThrow();
    }
}
