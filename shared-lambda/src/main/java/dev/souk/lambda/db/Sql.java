package dev.souk.lambda.db;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere SQL can be run: the {@link Database}, each statement its own transaction, or one transaction of it. Parameters stand
 * for the question marks in order: {@code String}, {@code Long}, {@code Integer}, {@code Boolean}, {@code byte[]}, {@code UUID} and
 * {@link dev.souk.model.Id} (as 16 bytes), {@code Instant} (as UTC {@code DATETIME(6)}), {@link dev.souk.model.EmailAddress},
 * {@code Optional} of these, or null.
 *
 * <p>Every method throws {@link DuplicateKey} when a unique key is violated, {@link DatabaseUnavailable} when no connection can be
 * had or the one in use broke, and {@link SqlFailed} for all else.
 */
public interface Sql {
    /** Every row, mapped, in the order of the result. */
    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters);

    /** The first row, mapped, or empty when there is none. */
    default <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        List<T> rows = query(sql, mapper, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Runs a statement that changes rows; how many it matched, which says who won a race. */
    int update(String sql, @Nullable Object... parameters);
}
