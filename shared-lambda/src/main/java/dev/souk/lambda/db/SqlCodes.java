package dev.souk.lambda.db;

import java.sql.SQLException;
import java.util.Set;

/** What MySQL's and MariaDB's error codes mean to us. */
final class SqlCodes {
    private static final int DUPLICATE_KEY = 1062;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    private static final int RECORD_CHANGED = 1020;

    /**
     * What a server says when it ends a connection, and what one says that was the primary until a failover and takes no writes any
     * more: shutdown, killed (MySQL, MariaDB), idle for too long; read-only (by option, by mode, by transaction).
     */
    private static final Set<Integer> CONNECTION_GONE = Set.of(1053, 3169, 1927, 4031, 1290, 1836, 1792);

    private SqlCodes() {}

    static boolean isDuplicateKey(SQLException e) {
        return e.getErrorCode() == DUPLICATE_KEY;
    }

    /** The transaction was undone because another stood in its way: the whole of it may be tried again. */
    static boolean isRaceLost(SQLException e) {
        int code = e.getErrorCode();
        return code == DEADLOCK || code == LOCK_WAIT_TIMEOUT || code == RECORD_CHANGED;
    }

    /** Nothing more can be done on this connection, and what was being done on it is undone, or of unknown outcome. */
    static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return (state != null && state.startsWith("08")) || CONNECTION_GONE.contains(e.getErrorCode());
    }
}
