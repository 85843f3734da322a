package dev.souk.lambda.db;

/** No connection could be had in time, or the one in use broke. The same request may succeed a little later. */
public final class DatabaseUnavailable extends SqlFailed {
    private static final long serialVersionUID = 1;

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
