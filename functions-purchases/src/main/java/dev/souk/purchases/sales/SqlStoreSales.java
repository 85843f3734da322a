package dev.souk.purchases.sales;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.CustomerId;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreId;
import dev.souk.purchases.SqlVariant;
import dev.souk.purchases.money.Disputes;
import dev.souk.purchases.money.Refund;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link StoreSales} in the tables {@code sales} and {@code customers}, and in what orders are made of. */
final class SqlStoreSales implements StoreSales {
    /** More links than this of one sale are counted and not shown. */
    private static final int DOWNLOADS_SHOWN = 100;

    private static final String COLUMNS = """
            s.order_id, s.state, s.customer_id, c.email, s.currency, s.discount_id, s.paid_amount, s.tax_amount,
            s.fee_amount, s.refunded_amount, s.refunded_tax, s.refunded_fee, s.sold_at
            """;

    private final Sql sql;

    SqlStoreSales(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Sale> newest(StoreId store, SaleFilter filter, Optional<Place> before, int most) {
        SalesQuery query = SalesQuery.of(store, filter);
        before.ifPresent(query::before);
        return withItems(store, sql.query(query.newest(COLUMNS, most), SqlStoreSales::sale, query.parameters()));
    }

    @Override
    public List<SoldLine> oldest(StoreId store, SaleFilter filter, Optional<Place> after, int most) {
        SalesQuery query = SalesQuery.of(store, filter);
        after.ifPresent(query::after);
        String sales =
                query.oldest("s.order_id, s.store_id, s.sold_at, s.state, s.currency, s.discount_id, c.email", most);
        List<@Nullable Object> parameters = new ArrayList<>(List.of(query.parameters()));
        String ofProduct = "";
        if (filter.product().isPresent()) {
            ofProduct = "WHERE l.product_id = ? ";
            parameters.add(filter.product().get());
        }
        return sql.query(
                "SELECT t.order_id, t.sold_at, t.state, t.email, t.currency, l.product_id, l.title, l.variant_name, l.price_amount, l.discount_amount,"
                        + " d.code, l.paid_amount, l.tax_amount, l.fee_amount, " + gone("amount") + " AS refunded, "
                        + gone("tax_amount") + " AS refunded_tax, " + gone("fee_amount") + " AS refunded_fee FROM ("
                        + sales
                        + ") t STRAIGHT_JOIN order_lines l ON l.order_id = t.order_id AND l.store_id = t.store_id"
                        + " LEFT JOIN discount_codes d ON d.discount_id = t.discount_id AND l.discount_amount > 0 "
                        + ofProduct + "ORDER BY t.sold_at, t.order_id, l.position",
                SqlStoreSales::soldLine,
                parameters.toArray());
    }

    /** What went back of a line. */
    private static String gone(String column) {
        return "(SELECT CAST(COALESCE(SUM(b." + column
                + "), 0) AS SIGNED) FROM refunds r JOIN refund_lines b ON b.refund_id = r.id"
                + " WHERE r.order_id = l.order_id AND r.state = 'made' AND b.position = l.position)";
    }

    @Override
    public Optional<Sale> find(StoreId store, OrderId order) {
        return sql.first(
                "SELECT " + COLUMNS
                        + "FROM sales s JOIN customers c ON c.id = s.customer_id WHERE s.order_id = ? AND s.store_id = ?",
                SqlStoreSales::sale,
                order,
                store);
    }

    @Override
    public Optional<SaleDetail> detail(StoreId store, OrderId order) {
        return find(store, order)
                .map(sale -> withItems(store, List.of(sale)).getFirst())
                .map(sale -> new SaleDetail(
                        sale,
                        isSignedIn(order),
                        sale.discount().flatMap(this::code),
                        lines(store, order),
                        refunds(store, order),
                        Disputes.in(sql).of(order),
                        downloads(store, order),
                        receipts(order)));
    }

    private boolean isSignedIn(OrderId order) {
        return sql.first(
                        "SELECT buyer_id IS NOT NULL AS known FROM orders WHERE id = ?",
                        row -> row.flag("known"),
                        order)
                .orElse(false);
    }

    private Optional<String> code(DiscountId discount) {
        return sql.first("SELECT code FROM discount_codes WHERE discount_id = ?", row -> row.text("code"), discount);
    }

    private List<SaleDetail.Line> lines(StoreId store, OrderId order) {
        return sql.query("""
                SELECT l.product_id, l.title, l.variant_id, l.variant_name, l.price_amount, l.price_currency, l.discount_amount, l.paid_amount, l.tax_amount,
                       l.fee_amount, COALESCE(g.amount, 0) AS refunded, COALESCE(g.tax, 0) AS refunded_tax,
                       COALESCE(g.fee, 0) AS refunded_fee, p.downloads_left, p.revoked_at
                FROM order_lines l
                JOIN purchases p ON p.order_id = l.order_id AND p.position = l.position
                LEFT JOIN (SELECT b.position, CAST(SUM(b.amount) AS SIGNED) AS amount, CAST(SUM(b.tax_amount) AS SIGNED) AS tax,
                                  CAST(SUM(b.fee_amount) AS SIGNED) AS fee
                           FROM refunds r JOIN refund_lines b ON b.refund_id = r.id
                           WHERE r.order_id = ? AND r.state = 'made' GROUP BY b.position) g ON g.position = l.position
                WHERE l.order_id = ? AND l.store_id = ?
                ORDER BY l.position
                """, SqlStoreSales::line, order, order, store);
    }

    private List<SaleDetail.Back> refunds(StoreId store, OrderId order) {
        return sql.query(
                """
                SELECT r.id, r.state, r.origin, CAST(SUM(b.amount) AS SIGNED) AS amount, r.reason, r.created_at
                FROM refunds r
                JOIN refund_lines b ON b.refund_id = r.id
                JOIN order_lines l ON l.order_id = r.order_id AND l.position = b.position
                WHERE r.order_id = ? AND l.store_id = ?
                GROUP BY r.id, r.state, r.origin, r.reason, r.created_at
                ORDER BY r.id
                """,
                row -> new SaleDetail.Back(
                        new RefundId(row.uuid("id")),
                        Refund.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                        Refund.Origin.valueOf(row.text("origin").toUpperCase(Locale.ROOT)),
                        row.number("amount"),
                        row.text("reason"),
                        row.instant("created_at")),
                order,
                store);
    }

    private List<SaleDetail.Download> downloads(StoreId store, OrderId order) {
        return sql.query(
                """
                SELECT p.product_id, d.file_id, d.granted_at
                FROM purchases p
                JOIN order_lines l ON l.order_id = p.order_id AND l.position = p.position
                JOIN download_log d ON d.purchase_id = p.id
                WHERE p.order_id = ? AND l.store_id = ?
                ORDER BY d.id DESC LIMIT\s""" + DOWNLOADS_SHOWN,
                row -> new SaleDetail.Download(
                        new ProductId(row.uuid("product_id")),
                        new FileId(row.uuid("file_id")),
                        row.instant("granted_at")),
                order,
                store);
    }

    private List<SaleDetail.Receipt> receipts(OrderId order) {
        return sql.query(
                """
                SELECT m.created_at, t.sent_at, t.suppressed_at
                FROM order_mails m LEFT JOIN sent_email_times t ON t.message_id = m.message_id
                WHERE m.order_id = ? AND m.kind = 'receipt'
                ORDER BY m.created_at, m.message_id
                """,
                row -> new SaleDetail.Receipt(
                        row.instant("created_at"),
                        row.findInstant("sent_at"),
                        row.findInstant("suppressed_at").isPresent()),
                order);
    }

    @Override
    public List<Customer> customers(StoreId store, Optional<Place> before, int most) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(store));
        String where = "WHERE store_id = ? ";
        if (before.isPresent()) {
            where += "AND last_sale_at <= ? AND (last_sale_at < ? OR id < ?) ";
            Place place = before.get();
            Collections.addAll(parameters, place.at(), place.at(), place.id());
        }
        parameters.add(most);
        return withSums(sql.query(
                "SELECT id, email, first_sale_at, last_sale_at FROM customers " + where
                        + "ORDER BY last_sale_at DESC, id DESC LIMIT ?",
                SqlStoreSales::customer,
                parameters.toArray()));
    }

    @Override
    public Optional<Customer> customer(StoreId store, CustomerId customer) {
        return withSums(sql.query(
                        "SELECT id, email, first_sale_at, last_sale_at FROM customers WHERE id = ? AND store_id = ?",
                        SqlStoreSales::customer,
                        customer,
                        store))
                .stream()
                .findFirst();
    }

    /** A customer is of one store, and so are their sales. */
    private List<Customer> withSums(List<Customer> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<CustomerId, Long> orders = new HashMap<>();
        Map<CustomerId, List<Money>> spent = new HashMap<>();
        sql.query(
                """
                SELECT customer_id, currency, COUNT(*) AS orders, CAST(SUM(paid_amount - refunded_amount) AS SIGNED) AS spent
                FROM sales WHERE customer_id IN (?""" + ", ?".repeat(bare.size() - 1) + ") GROUP BY customer_id, currency ORDER BY customer_id, currency",
                row -> {
                    CustomerId id = new CustomerId(row.uuid("customer_id"));
                    orders.merge(id, row.number("orders"), Long::sum);
                    return spent.computeIfAbsent(id, _ -> new ArrayList<>())
                            .add(new Money(row.number("spent"), Currency.valueOf(row.text("currency"))));
                },
                bare.stream().map(Customer::id).toArray());
        return bare.stream()
                .map(customer -> new Customer(
                        customer.id(),
                        customer.email(),
                        orders.getOrDefault(customer.id(), 0L),
                        spent.getOrDefault(customer.id(), List.of()),
                        customer.firstSaleAt(),
                        customer.lastSaleAt()))
                .toList();
    }

    private List<Sale> withItems(StoreId store, List<Sale> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<OrderId, List<Sale.Item>> items = new HashMap<>();
        List<@Nullable Object> parameters =
                new ArrayList<>(bare.stream().map(Sale::order).toList());
        parameters.add(store);
        sql.query(
                "SELECT order_id, product_id, title, variant_id, variant_name FROM order_lines WHERE order_id IN (?"
                        + ", ?".repeat(bare.size() - 1) + ") AND store_id = ? ORDER BY order_id, position",
                row -> items.computeIfAbsent(new OrderId(row.uuid("order_id")), _ -> new ArrayList<>())
                        .add(new Sale.Item(
                                new ProductId(row.uuid("product_id")), row.text("title"), SqlVariant.of(row))),
                parameters.toArray());
        return bare.stream()
                .map(sale -> sale.with(items.getOrDefault(sale.order(), List.of())))
                .toList();
    }

    private static Sale sale(Row row) throws SQLException {
        return new Sale(
                new OrderId(row.uuid("order_id")),
                Sale.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                new CustomerId(row.uuid("customer_id")),
                new EmailAddress(row.text("email")),
                Currency.valueOf(row.text("currency")),
                row.findUuid("discount_id").map(DiscountId::new),
                row.number("paid_amount"),
                row.number("tax_amount"),
                row.number("fee_amount"),
                row.number("refunded_amount"),
                row.number("refunded_tax"),
                row.number("refunded_fee"),
                row.instant("sold_at"),
                List.of());
    }

    private static SoldLine soldLine(Row row) throws SQLException {
        return new SoldLine(
                new OrderId(row.uuid("order_id")),
                row.instant("sold_at"),
                Sale.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                new EmailAddress(row.text("email")),
                new ProductId(row.uuid("product_id")),
                row.text("title"),
                row.findText("variant_name"),
                Currency.valueOf(row.text("currency")),
                row.number("price_amount"),
                row.number("discount_amount"),
                row.findText("code"),
                row.number("paid_amount"),
                row.number("tax_amount"),
                row.number("fee_amount"),
                row.number("refunded"),
                row.number("refunded_tax"),
                row.number("refunded_fee"));
    }

    private static SaleDetail.Line line(Row row) throws SQLException {
        return new SaleDetail.Line(
                new ProductId(row.uuid("product_id")),
                row.text("title"),
                SqlVariant.of(row),
                new Money(row.number("price_amount"), Currency.valueOf(row.text("price_currency"))),
                row.number("discount_amount"),
                row.number("paid_amount"),
                row.number("tax_amount"),
                row.number("fee_amount"),
                row.number("refunded"),
                row.number("refunded_tax"),
                row.number("refunded_fee"),
                row.integer("downloads_left"),
                row.findInstant("revoked_at").isPresent());
    }

    private static Customer customer(Row row) throws SQLException {
        return new Customer(
                new CustomerId(row.uuid("id")),
                new EmailAddress(row.text("email")),
                0,
                List.of(),
                row.instant("first_sale_at"),
                row.instant("last_sale_at"));
    }
}
