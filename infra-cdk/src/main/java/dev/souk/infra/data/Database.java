package dev.souk.infra.data;

import software.amazon.awscdk.SecretValue;

/** Where functions find the tables, and as whom. */
public interface Database {
    /** What the JDBC driver is given. */
    String url();

    String user();

    SecretValue password();
}
