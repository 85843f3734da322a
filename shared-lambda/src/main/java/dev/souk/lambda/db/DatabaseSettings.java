package dev.souk.lambda.db;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import java.time.Duration;

/**
 * Where the database is and how much of it one instance may take.
 *
 * @param url {@code jdbc:mysql://host:port/schema}, with what TLS it wants
 * @param connections at most this many at once: one on Lambda, more where one instance serves many threads
 * @param patience how long a caller waits for a free connection before it is turned away
 */
public record DatabaseSettings(String url, String user, Secret password, int connections, Duration patience) {
    private static final int MOST_CONNECTIONS = 200;

    /** Reads {@code DATABASE_URL}, {@code DATABASE_USER}, {@code DATABASE_PASSWORD}, {@code DATABASE_CONNECTIONS} (1), {@code DATABASE_PATIENCE_SECONDS} (5). */
    public static DatabaseSettings from(Environment environment) {
        return new DatabaseSettings(
                environment.get("DATABASE_URL"),
                environment.get("DATABASE_USER"),
                environment.secret("DATABASE_PASSWORD"),
                environment.number("DATABASE_CONNECTIONS", 1, 1, MOST_CONNECTIONS),
                environment.seconds("DATABASE_PATIENCE_SECONDS", Duration.ofSeconds(5)));
    }
}
