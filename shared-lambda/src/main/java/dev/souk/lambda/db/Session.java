package dev.souk.lambda.db;

/** What every connection says of itself when it is opened, whatever the server is set to. */
public final class Session {
    /** As in {@code SET}, without the word: {@code name=value,name=value}. */
    public static final String VARIABLES = "transaction_isolation='READ-COMMITTED',"
            + "sql_mode='STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO',"
            + "innodb_lock_wait_timeout=5";

    private Session() {}
}
