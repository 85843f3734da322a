package dev.souk.lambda.db;

import java.sql.SQLException;

/** A row with the same unique key stands already. */
public final class DuplicateKey extends SqlFailed {
    private static final long serialVersionUID = 1;

    DuplicateKey(SQLException cause) {
        super("a row with this key stands already", cause);
    }
}
