package dev.souk.purchases;

import dev.souk.lambda.db.Row;
import dev.souk.model.VariantId;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Reads a {@link Variant} out of the columns {@code variant_id} and {@code variant_name}. */
public final class SqlVariant {
    private SqlVariant() {}

    /** Empty where there is none. */
    public static Optional<Variant> of(Row row) throws SQLException {
        Optional<UUID> id = row.findUuid("variant_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Variant(new VariantId(id.get()), row.text("variant_name")));
    }
}
