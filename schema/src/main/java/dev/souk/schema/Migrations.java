package dev.souk.schema;

import org.flywaydb.core.Flyway;

/** Brings a database to the newest schema. Safe to call again: what was applied is left alone. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing, in order.
     *
     * @param jdbcUrl a MySQL 8.4 or MariaDB 11.4 database, {@code jdbc:mysql://…/name}
     * @return how many migrations were applied
     * @throws org.flywaydb.core.api.FlywayException when one fails or was changed after it was applied
     */
    public static int apply(String jdbcUrl, String user, String password) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(jdbcUrl, user, password)
                .locations("classpath:dev/souk/schema/migrations")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
