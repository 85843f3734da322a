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

    private static @Nullable Object toJdbc(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> toJdbc(optional.orElse(null));
            case Id id -> bytes(id.value());
            case UUID uuid -> bytes(uuid);
            case Instant instant -> LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
            case EmailAddress address -> address.value();
            case String _, Long _, Integer _, Boolean _, byte[] _ -> value;
            default ->
                throw new IllegalArgumentException(
                        "no column holds a " + value.getClass().getName());
        };
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
