package dev.souk.lambda.db;

import java.sql.SQLException;

/** The database refused a statement. The driver's message stays in the cause: it may quote data. */
public sealed class SqlFailed extends RuntimeException permits DuplicateKey, DatabaseUnavailable {
    private static final long serialVersionUID = 1;

    SqlFailed(String message, Throwable cause) {
        super(message, cause);
    }

    static SqlFailed of(SQLException e) {
        if (SqlCodes.isDuplicateKey(e)) {
            return new DuplicateKey(e);
        }
        if (SqlCodes.isConnectionLost(e)) {
            return new DatabaseUnavailable("the connection to the database broke", e);
        }
        return new SqlFailed("a statement failed", e);
    }
}
