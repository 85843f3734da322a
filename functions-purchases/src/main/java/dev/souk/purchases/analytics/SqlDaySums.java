package dev.souk.purchases.analytics;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.purchases.analytics.Figures.Amounts;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link DaySums} in the tables {@code sales_marks}, {@code sales_days}, {@code sales_by_day} and {@code page_views}. */
final class SqlDaySums implements DaySums {
    /** As a text: a day has no hours, and nothing is to convert it by anybody's clock. */
    private static final String DAY = "CAST(day AS CHAR) AS day";

    private static final String SUMS = "currency, CAST(SUM(sale_count) AS SIGNED) AS sales,"
            + " CAST(SUM(refunded_count) AS SIGNED) AS refunded_sales, CAST(SUM(revenue_amount) AS SIGNED) AS revenue,"
            + " CAST(SUM(refunded_amount) AS SIGNED) AS refunded, CAST(SUM(net_amount) AS SIGNED) AS net"
            + " FROM sales_by_day ";
    private static final String VIEWS = "CAST(SUM(view_count) AS SIGNED) AS views FROM page_views ";

    private final Sql sql;

    SqlDaySums(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<StoreId> marked() {
        return sql.first(
                "SELECT store_id FROM sales_marks ORDER BY id LIMIT 1", row -> new StoreId(row.uuid("store_id")));
    }

    @Override
    public List<Mark> take(StoreId store, int most) {
        return sql.query(
                "SELECT id, " + DAY + " FROM sales_marks FORCE INDEX (sales_marks_of_day) WHERE store_id = ?"
                        + " ORDER BY sales_marks.day LIMIT " + most + " FOR UPDATE SKIP LOCKED",
                row -> new Mark(row.uuid("id"), LocalDate.parse(row.text("day"))),
                store);
    }

    @Override
    public void addUp(StoreId store, LocalDate day) {
        sql.update(
                "INSERT INTO sales_days (store_id, day) VALUES (?, ?) ON DUPLICATE KEY UPDATE day = VALUES(day)",
                store,
                day.toString());
        sql.update("DELETE FROM sales_by_day WHERE store_id = ? AND day = ?", store, day.toString());
        sql.update("""
                INSERT INTO sales_by_day (store_id, day, product_id, currency, sale_count, refunded_count, revenue_amount,
                                          refunded_amount, net_amount)
                SELECT t.store_id, ?, t.product_id, t.currency, COUNT(*), SUM(t.back > 0), SUM(t.paid), SUM(t.back),
                       SUM(t.share - t.back_share)
                FROM (SELECT l.store_id, l.product_id, s.currency, l.paid_amount AS paid,
                             l.paid_amount - l.tax_amount - l.fee_amount AS share,
                             COALESCE(SUM(b.amount), 0) AS back,
                             COALESCE(SUM(b.amount - b.tax_amount - b.fee_amount), 0) AS back_share
                      FROM sales s FORCE INDEX (sales_of_store)
                      STRAIGHT_JOIN order_lines l ON l.order_id = s.order_id AND l.store_id = s.store_id
                      LEFT JOIN refunds r ON r.order_id = l.order_id AND r.state = 'made'
                      LEFT JOIN refund_lines b ON b.refund_id = r.id AND b.position = l.position
                      WHERE s.store_id = ? AND s.sold_at >= ? AND s.sold_at < ?
                      GROUP BY l.order_id, l.position, l.store_id, l.product_id, s.currency, l.paid_amount, l.tax_amount,
                               l.fee_amount) t
                GROUP BY t.store_id, t.product_id, t.currency
                """, day.toString(), store, begin(day), begin(day.plusDays(1)));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public void forget(List<Mark> marks) {
        // One by one: of a long list of ids the optimizer would rather read the table.
        marks.forEach(mark -> sql.update("DELETE FROM sales_marks WHERE id = ?", mark.id()));
    }

    @Override
    public List<LocalDate> marked(StoreId store, Days days) {
        return sql.query(
                "SELECT DISTINCT " + DAY + " FROM sales_marks WHERE store_id = ? AND day BETWEEN ? AND ? ORDER BY day",
                row -> LocalDate.parse(row.text("day")),
                of(store, days, Optional.empty()));
    }

    @Override
    public Figures total(StoreId store, Days days, Optional<ProductId> product) {
        List<Figures> parts = new ArrayList<>(sql.query(
                "SELECT " + SUMS + where(product) + " GROUP BY currency", SqlDaySums::sold, of(store, days, product)));
        parts.addAll(sql.query(
                "SELECT COALESCE(SUM(view_count), 0) AS views FROM page_views " + where(product),
                SqlDaySums::viewed,
                of(store, days, product)));
        return parts.stream().reduce(Figures.NONE, Figures::plus);
    }

    @Override
    public Map<LocalDate, Figures> byDay(StoreId store, Days days, Optional<ProductId> product) {
        Map<LocalDate, Figures> figures = new HashMap<>();
        sql.query(
                "SELECT " + DAY + ", " + SUMS + where(product) + " GROUP BY sales_by_day.day, currency",
                row -> figures.merge(LocalDate.parse(row.text("day")), sold(row), Figures::plus),
                of(store, days, product));
        sql.query(
                "SELECT " + DAY + ", " + VIEWS + where(product) + " GROUP BY page_views.day",
                row -> figures.merge(LocalDate.parse(row.text("day")), viewed(row), Figures::plus),
                of(store, days, product));
        return figures;
    }

    @Override
    public Map<ProductId, Figures> byProduct(StoreId store, Days days, Optional<ProductId> product) {
        Map<ProductId, Figures> figures = new HashMap<>();
        sql.query(
                "SELECT product_id, " + SUMS + where(product) + " GROUP BY product_id, currency",
                row -> figures.merge(new ProductId(row.uuid("product_id")), sold(row), Figures::plus),
                of(store, days, product));
        sql.query(
                "SELECT product_id, " + VIEWS + where(product) + " GROUP BY product_id",
                row -> figures.merge(new ProductId(row.uuid("product_id")), viewed(row), Figures::plus),
                of(store, days, product));
        return figures;
    }

    private static String where(Optional<ProductId> product) {
        return "WHERE store_id = ? AND day BETWEEN ? AND ?" + (product.isPresent() ? " AND product_id = ?" : "");
    }

    private static @Nullable Object[] of(StoreId store, Days days, Optional<ProductId> product) {
        List<@Nullable Object> parameters =
                new ArrayList<>(List.of(store, days.from().toString(), days.to().toString()));
        product.ifPresent(parameters::add);
        return parameters.toArray();
    }

    private static Figures sold(Row row) throws SQLException {
        return Figures.sold(
                row.number("sales"),
                row.number("refunded_sales"),
                Currency.valueOf(row.text("currency")),
                new Amounts(row.number("revenue"), row.number("refunded"), row.number("net")));
    }

    private static Figures viewed(Row row) throws SQLException {
        return Figures.viewed(row.number("views"));
    }

    @Override
    public void view(StoreId store, LocalDate day, ProductId product, int shard) {
        sql.update("""
                INSERT INTO page_views (store_id, day, product_id, shard, view_count) VALUES (?, ?, ?, ?, 1)
                ON DUPLICATE KEY UPDATE view_count = view_count + 1
                """, store, day.toString(), product, shard);
    }
}
