package dev.souk.lambda.db;

import dev.souk.model.EmailAddress;
import dev.souk.model.Id;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How Java values stand in SQL. Times are cut to the microsecond that columns hold: rounded up, they would lie in the future. */
final class Parameters {
    private Parameters() {}

    static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, toJdbc(parameters[i]));
        }
    }

    static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** Asks for one type after the other: a switch over types makes a class when it is first reached, which a cold start pays for. */
    private static @Nullable Object toJdbc(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Id id) {
            return bytes(id.value());
        }
        if (value instanceof UUID uuid) {
            return bytes(uuid);
        }
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        }
        if (value instanceof EmailAddress address) {
            return address.value();
        }
        if (value instanceof Optional<?> optional) {
            return toJdbc(optional.orElse(null));
        }
        throw new IllegalArgumentException(
                "no column holds a " + value.getClass().getName());
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
