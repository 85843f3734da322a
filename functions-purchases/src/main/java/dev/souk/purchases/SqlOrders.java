package dev.souk.purchases;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Orders} in the tables {@code orders} and {@code order_lines}. */
final class SqlOrders implements Orders {
    private static final String SELECT = """
            SELECT id, buyer_id, email, state, total_amount, total_currency,
                   checkout_session, payment_url, expires_at, created_at, paid_at
            FROM orders
            """;

    private final Sql sql;

    SqlOrders(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Order order, PurchaseToken token) {
        sql.update(
                """
                INSERT INTO orders (id, buyer_id, email, state, total_amount, total_currency, link_hash, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                order.id(),
                order.buyer(),
                order.email(),
                order.state().text(),
                order.total().amount(),
                order.total().currency().name(),
                token.hash(),
                order.createdAt());
        int position = 0;
        for (OrderLine line : order.lines()) {
            sql.update(
                    """
                    INSERT INTO order_lines
                        (order_id, position, product_id, store_id, seller_id, title, price_amount, price_currency)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    order.id(),
                    position++,
                    line.product(),
                    line.store(),
                    line.seller(),
                    line.title(),
                    line.price().amount(),
                    line.price().currency().name());
        }
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return one(SELECT + "WHERE id = ?", id);
    }

    @Override
    public Optional<Order> find(OrderId id, Reader reader) {
        return switch (reader) {
            case Reader.SignedIn(UserId user) -> one(SELECT + "WHERE id = ? AND buyer_id = ?", id, user);
            case Reader.LinkHolder(PurchaseToken token) ->
                one(SELECT + "WHERE id = ? AND link_hash = ?", id, token.hash());
        };
    }

    @Override
    public boolean isOpenedBy(PurchaseToken token) {
        return sql.first("SELECT id FROM orders WHERE link_hash = ?", row -> row.uuid("id"), token.hash())
                .isPresent();
    }

    @Override
    public List<Order> of(UserId buyer, Optional<OrderId> before, int most) {
        String place = before.isPresent() ? "AND id < ? " : "";
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(buyer);
        before.ifPresent(parameters::add);
        parameters.add(most);
        return many(SELECT + "WHERE buyer_id = ? " + place + "ORDER BY id DESC LIMIT ?", parameters.toArray());
    }

    @Override
    public void opened(OrderId id, PaymentPage page) {
        sql.update("""
                UPDATE orders SET checkout_session = ?, payment_url = ?, expires_at = ?
                WHERE id = ? AND state = 'awaiting_payment'
                """, page.session(), page.url().toString(), page.expiresAt(), id);
    }

    @Override
    public boolean markPaid(OrderId id, Optional<String> paymentIntent, Instant at) {
        int moved = sql.update("""
                UPDATE orders SET state = 'paid', payment_intent = ?, paid_at = ?
                WHERE id = ? AND state IN ('awaiting_payment', 'expired', 'failed')
                """, paymentIntent, at, id);
        return moved == 1;
    }

    @Override
    public boolean markUnpaid(OrderId id, OrderState state) {
        return sql.update("UPDATE orders SET state = ? WHERE id = ? AND state = 'awaiting_payment'", state.text(), id)
                == 1;
    }

    private Optional<Order> one(String select, @Nullable Object... parameters) {
        return many(select, parameters).stream().findFirst();
    }

    private List<Order> many(String select, @Nullable Object... parameters) {
        List<Order> bare = sql.query(select, SqlOrders::withoutLines, parameters);
        if (bare.isEmpty()) {
            return bare;
        }
        Map<OrderId, List<OrderLine>> lines = lines(bare);
        return bare.stream()
                .map(order -> with(order, lines.getOrDefault(order.id(), List.of())))
                .toList();
    }

    private Map<OrderId, List<OrderLine>> lines(List<Order> orders) {
        Map<OrderId, List<OrderLine>> lines = new HashMap<>();
        sql.query(
                "SELECT order_id, product_id, store_id, seller_id, title, price_amount, price_currency"
                        + " FROM order_lines WHERE order_id IN (?" + ", ?".repeat(orders.size() - 1)
                        + ") ORDER BY order_id, position",
                row -> lines.computeIfAbsent(new OrderId(row.uuid("order_id")), _ -> new ArrayList<>())
                        .add(new OrderLine(
                                new ProductId(row.uuid("product_id")),
                                new StoreId(row.uuid("store_id")),
                                new UserId(row.uuid("seller_id")),
                                row.text("title"),
                                money(row, "price"))),
                orders.stream().map(Order::id).toArray());
        return lines;
    }

    private static Order with(Order order, List<OrderLine> lines) {
        return new Order(
                order.id(),
                order.buyer(),
                order.email(),
                order.state(),
                lines,
                order.total(),
                order.page(),
                order.createdAt(),
                order.paidAt());
    }

    private static Order withoutLines(Row row) throws SQLException {
        Optional<String> session = row.findText("checkout_session");
        Optional<PaymentPage> page = session.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PaymentPage(session.get(), URI.create(row.text("payment_url")), row.instant("expires_at")));
        return new Order(
                new OrderId(row.uuid("id")),
                row.findUuid("buyer_id").map(UserId::new),
                new EmailAddress(row.text("email")),
                OrderState.of(row.text("state")),
                List.of(),
                money(row, "total"),
                page,
                row.instant("created_at"),
                row.findInstant("paid_at"));
    }

    private static Money money(Row row, String what) throws SQLException {
        return new Money(row.number(what + "_amount"), Currency.valueOf(row.text(what + "_currency")));
    }
}
