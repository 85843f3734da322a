package dev.souk.test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the migrations make of an empty database, for others of the same server: tables, views, and what the tables have from the start. It takes
 * a quarter of the time that migrations do, and there are hundreds of databases in a run of the tests. Triggers, procedures and foreign keys are not copied, since
 * there are none.
 */
final class SchemaCopy {
    private final String of;
    private final List<String> tables;
    private final List<String> filled;
    private final List<String> views;

    private SchemaCopy(String of, List<String> tables, List<String> filled, List<String> views) {
        this.of = of;
        this.tables = tables;
        this.filled = filled;
        this.views = views;
    }

    /** @param of a database that has been migrated, and that nobody writes to */
    static SchemaCopy of(Connection connection, String of) throws SQLException {
        List<String> tables = list(connection, "SHOW FULL TABLES FROM `" + of + "` WHERE Table_type = 'BASE TABLE'", 1);
        List<String> filled = new ArrayList<>();
        for (String table : tables) {
            if (!list(connection, "SELECT 1 FROM `" + of + "`.`" + table + "` LIMIT 1", 1)
                    .isEmpty()) {
                filled.add(table);
            }
        }
        List<String> views = new ArrayList<>();
        for (String view : list(connection, "SHOW FULL TABLES FROM `" + of + "` WHERE Table_type = 'VIEW'", 1)) {
            views.addAll(list(connection, "SHOW CREATE VIEW `" + of + "`.`" + view + "`", 2));
        }
        return new SchemaCopy(of, tables, filled, views);
    }

    /** @param to a database that is there and empty */
    void to(Connection connection, String to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("CREATE TABLE `" + to + "`.`" + table + "` LIKE `" + of + "`.`" + table + "`");
            }
            for (String table : filled) {
                statement.execute(
                        "INSERT INTO `" + to + "`.`" + table + "` SELECT * FROM `" + of + "`.`" + table + "`");
            }
            List<String> left = views;
            while (!left.isEmpty()) {
                left = refused(statement, left, to);
            }
        }
    }

    /** Those of the views that want others of them first. */
    private List<String> refused(Statement statement, List<String> wanted, String to) throws SQLException {
        List<String> refused = new ArrayList<>();
        for (String view : wanted) {
            try {
                statement.execute(view.replace("`" + of + "`.", "`" + to + "`."));
            } catch (SQLException e) {
                refused.add(view);
                if (refused.size() == wanted.size()) {
                    throw e;
                }
            }
        }
        return refused;
    }

    private static List<String> list(Connection connection, String query, int column) throws SQLException {
        List<String> list = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                list.add(rows.getString(column));
            }
        }
        return list;
    }
}
