package dev.souk.purchases.sales.export;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.ExportId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.sales.Place;
import dev.souk.purchases.sales.Sale;
import dev.souk.purchases.sales.SaleFilter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link Exports} in the tables {@code exports} and {@code export_parts}. */
final class SqlExports implements Exports {
    private static final String SELECT = """
            SELECT id, store_id, asked_by, email, state, product_id, sale_state, sold_from, sold_until, discount_id, upload_id,
                   position_at, position_order, part_count, row_count, byte_count, created_at, ready_at, expires_at
            FROM exports
            """;

    private final Sql sql;

    SqlExports(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Export export, int slot) {
        SaleFilter filter = export.filter();
        sql.update(
                """
                INSERT INTO exports (id, store_id, asked_by, email, state, product_id, sale_state, sold_from, sold_until, discount_id,
                                     open_slot, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                export.id(),
                export.store(),
                export.askedBy(),
                export.email(),
                export.state().text(),
                filter.product(),
                filter.state().map(Sale.State::text),
                filter.from(),
                filter.until(),
                filter.discount(),
                slot,
                export.createdAt(),
                export.expiresAt());
    }

    @Override
    public Optional<Export> find(ExportId id) {
        return sql.first(SELECT + "WHERE id = ?", SqlExports::export, id);
    }

    @Override
    public List<Export> of(StoreId store, Optional<ExportId> before, Instant now, int most) {
        return before.isPresent()
                ? sql.query(
                        SELECT + "WHERE store_id = ? AND id < ? AND expires_at > ? ORDER BY id DESC LIMIT " + most,
                        SqlExports::export,
                        store,
                        before.get(),
                        now)
                : sql.query(
                        SELECT + "WHERE store_id = ? AND expires_at > ? ORDER BY id DESC LIMIT " + most,
                        SqlExports::export,
                        store,
                        now);
    }

    @Override
    public Optional<Export> take(ExportId id, UUID lease, Instant now, Instant until) {
        int taken = sql.update("""
                UPDATE exports SET lease = ?, leased_until = ?
                WHERE id = ? AND state = 'writing' AND (leased_until IS NULL OR leased_until <= ?)
                """, lease, until, id, now);
        return taken == 1 ? find(id) : Optional.empty();
    }

    @Override
    public boolean begun(ExportId id, UUID lease, String upload) {
        return sql.update("UPDATE exports SET upload_id = ? WHERE id = ? AND lease = ?", upload, id, lease) == 1;
    }

    @Override
    public boolean written(ExportId id, UUID lease, int part, String etag, Place place, long rows, long bytes) {
        int moved = sql.update("""
                UPDATE exports SET part_count = ?, position_at = ?, position_order = ?, row_count = row_count + ?,
                                   byte_count = byte_count + ?
                WHERE id = ? AND lease = ? AND part_count = ?
                """, part, place.at(), place.id(), rows, bytes, id, lease, part - 1);
        if (moved == 0) {
            return false;
        }
        sql.update("INSERT INTO export_parts (export_id, part, etag) VALUES (?, ?, ?)", id, part, etag);
        return true;
    }

    @Override
    public boolean forget(ExportId id, UUID lease) {
        int moved = sql.update("""
                UPDATE exports SET upload_id = NULL, position_at = NULL, position_order = NULL, part_count = 0, row_count = 0,
                                   byte_count = 0
                WHERE id = ? AND lease = ?
                """, id, lease);
        if (moved == 1) {
            sql.update("DELETE FROM export_parts WHERE export_id = ?", id);
        }
        return moved == 1;
    }

    @Override
    public boolean leave(ExportId id, UUID lease) {
        return sql.update("UPDATE exports SET lease = NULL, leased_until = NULL WHERE id = ? AND lease = ?", id, lease)
                == 1;
    }

    @Override
    public boolean ready(ExportId id, UUID lease, Instant at, Instant expiresAt) {
        return sql.update("""
                        UPDATE exports SET state = 'ready', ready_at = ?, expires_at = ?, open_slot = NULL, upload_id = NULL, lease = NULL,
                                           leased_until = NULL
                        WHERE id = ? AND lease = ?
                        """, at, expiresAt, id, lease) == 1;
    }

    @Override
    public List<String> etags(ExportId id) {
        return sql.query(
                "SELECT etag FROM export_parts WHERE export_id = ? ORDER BY part", row -> row.text("etag"), id);
    }

    @Override
    public List<Export> expired(Instant now, int most) {
        return sql.query(SELECT + "WHERE expires_at <= ? ORDER BY expires_at LIMIT " + most, SqlExports::export, now);
    }

    @Override
    public void delete(ExportId id) {
        sql.update("DELETE FROM export_parts WHERE export_id = ?", id);
        sql.update("DELETE FROM exports WHERE id = ?", id);
    }

    private static Export export(Row row) throws SQLException {
        Optional<Instant> at = row.findInstant("position_at");
        Optional<UUID> order = row.findUuid("position_order");
        return new Export(
                new ExportId(row.uuid("id")),
                new StoreId(row.uuid("store_id")),
                new UserId(row.uuid("asked_by")),
                new EmailAddress(row.text("email")),
                Export.State.of(row.text("state")),
                new SaleFilter(
                        row.findUuid("product_id").map(ProductId::new),
                        row.findText("sale_state").flatMap(Sale.State::parse),
                        row.findInstant("sold_from"),
                        Optional.of(row.instant("sold_until")),
                        Optional.empty(),
                        row.findUuid("discount_id").map(DiscountId::new)),
                row.findText("upload_id"),
                at.flatMap(time -> order.map(id -> new Place(time, id))),
                row.integer("part_count"),
                row.number("row_count"),
                row.number("byte_count"),
                row.instant("created_at"),
                row.findInstant("ready_at"),
                row.instant("expires_at"));
    }
}
