package dev.souk.lambda.db;

import java.sql.SQLException;

/** What MySQL's and MariaDB's error codes mean to us. */
final class SqlCodes {
    private static final int DUPLICATE_KEY = 1062;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    private static final int RECORD_CHANGED = 1020;

    private SqlCodes() {}

    static boolean isDuplicateKey(SQLException e) {
        return e.getErrorCode() == DUPLICATE_KEY;
    }

    /** The transaction was undone because another stood in its way: the whole of it may be tried again. */
    static boolean isRaceLost(SQLException e) {
        int code = e.getErrorCode();
        return code == DEADLOCK || code == LOCK_WAIT_TIMEOUT || code == RECORD_CHANGED;
    }

    static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("08");
    }
}
