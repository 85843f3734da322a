package dev.souk.schema.deploy;

import dev.souk.lambda.cloudformation.CannotBeDone;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/**
 * Applies what is missing. MySQL cannot take back a change of tables, so a migration that fails leaves behind what came before its failing
 * statement. Flyway marks it as failed and would refuse to go on; the mark is removed here, so that the migration can be mended and
 * comes in with the next deployment.
 */
final class MigrationRun {
    private static final String HISTORY = "flyway_schema_history";
    /** A change of a table waits for those who read it, and all who come later wait behind it: not for MySQL's year. */
    private static final String NOT_FOR_EVER = "SET SESSION lock_wait_timeout = 30";
    /** What the server says of the shape of tables and statements. Of other errors only the number is passed on: they quote data. */
    private static final Set<Integer> QUOTED = Set.of(
            1005, 1044, 1049, 1050, 1051, 1054, 1060, 1061, 1064, 1068, 1071, 1072, 1091, 1142, 1146, 1205, 1227, 1305);

    private static final int LONGEST_STATEMENT = 300;

    private final Sessions sessions;
    private final List<String> folders;

    /** @param folders on the class path */
    MigrationRun(Sessions sessions, List<String> folders) {
        this.sessions = sessions;
        this.folders = folders;
    }

    /**
     * Applies what is missing, in order.
     *
     * @return how many migrations were applied
     * @throws CannotBeDone naming the migration and the statement, and what to do
     */
    int apply() {
        try {
            forgetFailures();
            return Flyway.configure(MigrationRun.class.getClassLoader())
                    .dataSource(sessions)
                    .initSql(NOT_FOR_EVER)
                    .locations(folders.stream()
                            .map(folder -> "classpath:" + folder)
                            .toArray(String[]::new))
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayMigrateException e) {
            throw new CannotBeDone(outOfTime() + sentence(e) + afterwards(), e);
        } catch (FlywayValidateException e) {
            throw new CannotBeDone(
                    "The migrations do not fit what was applied to this database before: " + firstLine(e)
                            + " Nothing was changed.",
                    e);
        } catch (FlywayException e) {
            throw new CannotBeDone(
                    outOfTime() + "The migrations could not be applied: " + firstLine(e) + afterwards(), e);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** The newest migration that the database has; 0 when it has none. */
    int version() {
        try (Connection connection = sessions.getConnection();
                Statement statement = connection.createStatement()) {
            if (!hasHistory(statement)) {
                return 0;
            }
            try (ResultSet newest = statement.executeQuery(
                    "SELECT COALESCE(MAX(CAST(version AS UNSIGNED)), 0) FROM " + HISTORY + " WHERE success = 1")) {
                newest.next();
                return newest.getInt(1);
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    static CannotBeDone unreachable(SQLException e) {
        return new CannotBeDone(
                "The database could not be asked (" + code(e)
                        + "). Is it up, and is the admin's secret that of its account? Nothing was"
                        + " changed; deploy again when it is.",
                e);
    }

    static String code(SQLException e) {
        return "error " + e.getErrorCode() + ", state " + e.getSQLState();
    }

    private String outOfTime() {
        return sessions.isOver() ? "A function may run no longer, so what was under way was ended. " : "";
    }

    private String afterwards() {
        String after =
                " Statements before it stay done: MySQL cannot take back a change of tables. The functions that serve go on as they"
                        + " are. Mend the migration so that it fits what is there now, and deploy again.";
        try {
            forgetFailures();
            return after;
        } catch (SQLException e) {
            return after + " (The failure is still marked in " + HISTORY + "; the next deployment removes that.)";
        }
    }

    private void forgetFailures() throws SQLException {
        try (Connection connection = sessions.last();
                Statement statement = connection.createStatement()) {
            if (hasHistory(statement)) {
                statement.executeUpdate("DELETE FROM " + HISTORY + " WHERE success = 0");
            }
        }
    }

    private static boolean hasHistory(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '" + HISTORY
                        + "'")) {
            return found.next();
        }
    }

    private static String sentence(FlywayMigrateException failure) {
        StringBuilder sentence = new StringBuilder("The migration ");
        sentence.append(
                failure.getMigration() == null ? "" : failure.getMigration().getScript());
        @Nullable FlywaySqlScriptException script = cause(failure, FlywaySqlScriptException.class);
        @Nullable SQLException error = cause(failure, SQLException.class);
        sentence.append(" failed");
        if (script != null) {
            String statement = script.getStatement().strip().replaceAll("\\s+", " ");
            sentence.append(" at line ").append(script.getLineNumber()).append(": ");
            sentence.append(
                    statement.length() <= LONGEST_STATEMENT
                            ? statement
                            : statement.substring(0, LONGEST_STATEMENT) + " …");
        }
        if (error != null) {
            sentence.append(" — ").append(said(error));
        }
        return sentence.append('.').toString();
    }

    private static String said(SQLException error) {
        return QUOTED.contains(error.getErrorCode())
                ? code(error) + ", "
                        + String.valueOf(error.getMessage()).strip().replaceAll("\\.$", "")
                : code(error);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable of, Class<T> type) {
        for (@Nullable Throwable cause = of; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .reduce((one, other) -> one + " " + other)
                .orElse(e.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
}
