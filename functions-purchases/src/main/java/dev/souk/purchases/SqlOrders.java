package dev.souk.purchases;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.model.Currency;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.purchases.money.RetryKey;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Orders} in the tables {@code orders} and {@code order_lines}. */
final class SqlOrders implements Orders {
    private static final String SELECT = """
            SELECT id, buyer_id, email, state, total_amount, total_currency, discount_id, tax_amount,
                   checkout_session, payment_url, expires_at, page_promised, created_at, paid_at, payment_intent
            FROM orders
            """;

    private static final Duration LOOK_AFTER = Duration.ofHours(1);

    private final Sql sql;

    SqlOrders(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(Order order, PurchaseToken token, Instant expiryDue, List<Offer> offers) {
        List<StoreId> stores =
                order.lines().stream().map(OrderLine::store).distinct().toList();
        List<@Nullable Object> values = new ArrayList<>();
        Collections.addAll(
                values,
                order.id(),
                order.buyer(),
                order.email(),
                order.state().text(),
                order.total().amount(),
                order.total().currency().name(),
                order.discount(),
                token.hash(),
                order.createdAt(),
                expiryDue);
        values.addAll(stores);
        values.addAll(stores);
        String stand = offersStand(order, offers, values);
        boolean taken = sql.update("""
                        INSERT INTO orders (id, buyer_id, email, state, total_amount, total_currency, discount_id,
                                            link_hash, created_at, expiry_due_at)
                        SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM DUAL
                        WHERE NOT EXISTS (SELECT 1 FROM store_directory WHERE on_vacation AND store_id IN (%1$s))
                          AND NOT EXISTS (SELECT 1 FROM stores_taken_down WHERE store_id IN (%1$s))""".formatted("?" + ", ?".repeat(stores.size() - 1)) + stand, values.toArray()) == 1;
        if (!taken) {
            return false;
        }
        List<@Nullable Object> parameters = new ArrayList<>();
        int position = 0;
        for (OrderLine line : order.lines()) {
            Collections.addAll(
                    parameters,
                    order.id(),
                    position++,
                    line.product(),
                    line.store(),
                    line.seller(),
                    line.title(),
                    line.variant().map(Variant::id),
                    line.variant().map(Variant::name),
                    line.price().amount(),
                    line.price().currency().name(),
                    line.discount(),
                    line.feeBasisPoints(),
                    line.parts().size());
        }
        sql.update(
                """
                INSERT INTO order_lines (order_id, position, product_id, store_id, seller_id, title, variant_id, variant_name,
                                         price_amount, price_currency, discount_amount, fee_basis_points, parts)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
                        + ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                .repeat(order.lines().size() - 1),
                parameters.toArray());
        for (int i = 0; i < order.lines().size(); i++) {
            List<Part> parts = order.lines().get(i).parts();
            if (!parts.isEmpty()) {
                new SqlOrderParts(sql).add(new SqlOrderParts.Place(order.id(), i), parts);
            }
        }
        return true;
    }

    /** The condition that all offers are what they were when they were read; its parameters go behind {@code values}. */
    private static String offersStand(Order order, List<Offer> offers, List<@Nullable Object> values) {
        StringBuilder stand = new StringBuilder();
        for (Offer offer : offers) {
            stand.append(" AND EXISTS (SELECT 1 FROM ")
                    .append(
                            offer.variant().isPresent()
                                    ? "variant_offers WHERE variant_id = ?"
                                    : "offers WHERE NOT by_variant AND product_id = ?")
                    .append(" AND version = ? AND (on_sale_from IS NULL OR on_sale_from <= ?))");
            Object what = offer.variant().isPresent() ? offer.variant().get().id() : offer.product();
            Collections.addAll(values, what, offer.version(), order.createdAt());
            if (!offer.parts().isEmpty()) {
                stand.append(" AND NOT EXISTS (SELECT 1 FROM bundle_contents WHERE bundle_id = ?")
                        .append(" AND (NOT for_sale OR on_sale_from > ?))");
                Collections.addAll(values, offer.product(), order.createdAt());
            }
        }
        return stand.toString();
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        return one(SELECT + "WHERE id = ? FOR UPDATE", id);
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
    public Optional<StoreRole> role(OrderId id, UserId user) {
        return sql.first("""
                SELECT m.role
                FROM order_lines l JOIN store_members m ON m.store_id = l.store_id
                WHERE l.order_id = ? AND m.user_id = ?""", Members::role, id, user);
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
    public boolean opened(OrderId id, PaymentPage page) {
        int opened = sql.update(
                """
                UPDATE orders SET checkout_session = ?, payment_url = ?, expires_at = ?, page_due_at = NULL, expiry_due_at = ?,
                                  state_version = state_version + 1
                WHERE id = ? AND state = 'awaiting_payment' AND checkout_session IS NULL
                """,
                page.session(),
                page.url().toString(),
                page.expiresAt(),
                page.expiresAt().plus(LOOK_AFTER),
                id);
        return opened == 1;
    }

    @Override
    public RetryKey pageKey(OrderId id) {
        return sql.first(
                        "SELECT page_attempt, page_key_at FROM orders WHERE id = ?",
                        row -> new RetryKey(row.integer("page_attempt"), row.findInstant("page_key_at")),
                        id)
                .orElse(RetryKey.NEVER_USED);
    }

    @Override
    public void owePage(OrderId id, RetryKey key, Instant due) {
        sql.update(
                "UPDATE orders SET page_attempt = ?, page_key_at = ?, page_due_at = ? WHERE id = ?",
                key.attempt(),
                key.since(),
                due,
                id);
    }

    @Override
    public boolean renewPageKey(OrderId id, RetryKey old, RetryKey next) {
        int renewed = sql.update("""
                UPDATE orders SET page_attempt = ?, page_key_at = ?
                WHERE id = ? AND page_attempt = ? AND state = 'awaiting_payment' AND checkout_session IS NULL
                """, next.attempt(), next.since(), id, old.attempt());
        return renewed == 1;
    }

    @Override
    public void spendPageKey(OrderId id, RetryKey key) {
        sql.update("UPDATE orders SET page_key_at = NULL WHERE id = ? AND page_attempt = ?", id, key.attempt());
    }

    @Override
    public boolean promisePage(OrderId id, Instant due) {
        int promised = sql.update("""
                UPDATE orders SET page_promised = 1, page_due_at = ?
                WHERE id = ? AND state = 'awaiting_payment' AND checkout_session IS NULL
                """, due, id);
        return promised == 1;
    }

    @Override
    public void leavePage(OrderId id) {
        sql.update("UPDATE orders SET page_due_at = NULL WHERE id = ?", id);
    }

    @Override
    public boolean markPaid(Order order, long total, long tax, Optional<String> paymentIntent, Instant at) {
        int moved = sql.update("""
                UPDATE orders SET state = 'paid', total_amount = ?, tax_amount = ?, payment_intent = ?, paid_at = ?,
                                  page_due_at = NULL, expiry_due_at = NULL, state_version = state_version + 1
                WHERE id = ? AND state IN ('awaiting_payment', 'expired', 'failed')
                """, total, tax, paymentIntent, at, order.id());
        if (moved == 0) {
            return false;
        }
        int position = 0;
        for (OrderLine line : order.lines()) {
            if (line.paid() > 0) {
                sql.update("""
                        UPDATE order_lines SET paid_amount = ?, tax_amount = ?, fee_amount = ?
                        WHERE order_id = ? AND position = ?
                        """, line.paid(), line.tax(), line.fee(), order.id(), position);
            }
            position++;
        }
        return true;
    }

    @Override
    public boolean markUnpaid(OrderId id, OrderState state) {
        int moved = sql.update("""
                UPDATE orders SET state = ?, page_due_at = NULL, expiry_due_at = NULL, state_version = state_version + 1
                WHERE id = ? AND state = 'awaiting_payment'
                """, state.text(), id);
        return moved == 1;
    }

    @Override
    public boolean move(OrderId id, Set<OrderState> from, OrderState to) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(to.text(), id));
        from.forEach(state -> parameters.add(state.text()));
        int moved = sql.update(
                "UPDATE orders SET state = ?, state_version = state_version + 1 WHERE id = ? AND state IN (?"
                        + ", ?".repeat(from.size() - 1) + ")",
                parameters.toArray());
        return moved == 1;
    }

    @Override
    public boolean refunded(OrderId id, int position, long by) {
        int changed = sql.update("""
                UPDATE order_lines SET refunded_amount = refunded_amount + ?
                WHERE order_id = ? AND position = ? AND refunded_amount + ? BETWEEN 0 AND paid_amount
                """, by, id, position, by);
        return changed == 1;
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
                .map(order -> order.with(lines.getOrDefault(order.id(), List.of())))
                .toList();
    }

    private Map<OrderId, List<OrderLine>> lines(List<Order> orders) {
        Map<OrderId, List<OrderLine>> lines = new HashMap<>();
        Set<OrderId> withBundles = new HashSet<>();
        sql.query(
                "SELECT order_id, product_id, store_id, seller_id, title, variant_id, variant_name, parts, price_amount, price_currency, discount_amount,"
                        + " fee_basis_points, paid_amount, tax_amount, fee_amount, refunded_amount FROM order_lines WHERE order_id IN (?"
                        + ", ?".repeat(orders.size() - 1)
                        + ") ORDER BY order_id, position",
                row -> {
                    OrderId order = new OrderId(row.uuid("order_id"));
                    if (row.integer("parts") > 0) {
                        withBundles.add(order);
                    }
                    return lines.computeIfAbsent(order, _ -> new ArrayList<>())
                            .add(new OrderLine(
                                    new ProductId(row.uuid("product_id")),
                                    new StoreId(row.uuid("store_id")),
                                    new UserId(row.uuid("seller_id")),
                                    row.text("title"),
                                    SqlVariant.of(row),
                                    List.of(),
                                    money(row, "price"),
                                    row.number("discount_amount"),
                                    row.integer("fee_basis_points"),
                                    row.number("paid_amount"),
                                    row.number("tax_amount"),
                                    row.number("fee_amount"),
                                    row.number("refunded_amount")));
                },
                orders.stream().map(Order::id).toArray());
        new SqlOrderParts(sql).of(withBundles).forEach((place, parts) -> {
            List<OrderLine> ofOrder = lines.getOrDefault(place.order(), List.of());
            // Positions count lines from 0, without a gap.
            ofOrder.set(place.position(), ofOrder.get(place.position()).with(parts));
        });
        return lines;
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
                row.findUuid("discount_id").map(DiscountId::new),
                row.number("tax_amount"),
                page,
                row.flag("page_promised"),
                row.instant("created_at"),
                row.findInstant("paid_at"),
                row.findText("payment_intent"));
    }

    private static Money money(Row row, String what) throws SQLException {
        return new Money(row.number(what + "_amount"), Currency.valueOf(row.text(what + "_currency")));
    }
}
