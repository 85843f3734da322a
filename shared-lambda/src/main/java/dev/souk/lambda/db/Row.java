package dev.souk.lambda.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result, by column name. The plain getters are for columns that are NOT NULL; the {@code find…} ones for the others. */
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public String text(String column) throws SQLException {
        return present(column, result.getString(column));
    }

    public Optional<String> findText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    public long number(String column) throws SQLException {
        long value = result.getLong(column);
        return there(column, value);
    }

    public Optional<Long> findNumber(String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    public int integer(String column) throws SQLException {
        int value = result.getInt(column);
        return there(column, value);
    }

    public Optional<Integer> findInteger(String column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    public boolean flag(String column) throws SQLException {
        boolean value = result.getBoolean(column);
        return there(column, value);
    }

    public byte[] bytes(String column) throws SQLException {
        return present(column, result.getBytes(column));
    }

    public Optional<byte[]> findBytes(String column) throws SQLException {
        return Optional.ofNullable(result.getBytes(column));
    }

    /** A {@code BINARY(16)} column. */
    public UUID uuid(String column) throws SQLException {
        return Parameters.uuid(bytes(column));
    }

    public Optional<UUID> findUuid(String column) throws SQLException {
        byte[] bytes = result.getBytes(column);
        return bytes == null ? Optional.empty() : Optional.of(Parameters.uuid(bytes));
    }

    /** A {@code DATETIME(6)} column, which holds UTC. */
    public Instant instant(String column) throws SQLException {
        return findInstant(column).orElseThrow(() -> new SQLException("column " + column + " is NULL"));
    }

    public Optional<Instant> findInstant(String column) throws SQLException {
        LocalDateTime time = result.getObject(column, LocalDateTime.class);
        return time == null ? Optional.empty() : Optional.of(time.toInstant(ZoneOffset.UTC));
    }

    /** JDBC reads the NULL of a number as 0. */
    private <T> T there(String column, T value) throws SQLException {
        if (result.wasNull()) {
            throw new SQLException("column " + column + " is NULL");
        }
        return value;
    }

    private static <T> T present(String column, @Nullable T value) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " is NULL");
        }
        return value;
    }
}
