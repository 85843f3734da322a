package dev.souk.purchases;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Purchases} in the table {@code purchases}. */
final class SqlPurchases implements Purchases {
    private static final String SELECT = """
            SELECT p.id, p.order_id, p.product_id, l.title, l.variant_id, l.variant_name, l.parts, p.position, l.price_amount, l.price_currency,
                   o.email, o.created_at AS ordered_at, p.downloads_left, p.created_at, p.revoked_at,
                   NOT EXISTS (SELECT 1 FROM version_mail_refusals r
                               WHERE r.product_id = p.product_id AND r.email = o.email) AS version_mails
            FROM purchases p
            JOIN order_lines l ON l.order_id = p.order_id AND l.position = p.position
            JOIN orders o ON o.id = p.order_id
            """;

    /** By itself, and by a bundle: each by its own index. */
    private static final String HELD = """
            JOIN ((SELECT q.id FROM purchases q
                   WHERE q.product_id = ? AND q.id > ? AND q.revoked_at IS NULL ORDER BY q.id LIMIT ?)
                  UNION
                  (SELECT q.id FROM order_parts g JOIN purchases q ON q.order_id = g.order_id AND q.position = g.position
                   WHERE g.product_id = ? AND q.id > ? AND q.revoked_at IS NULL ORDER BY q.id LIMIT ?)) h ON h.id = p.id
            ORDER BY p.id LIMIT ?
            """;

    /** Before every id. */
    private static final PurchaseId FIRST = new PurchaseId(new UUID(0, 0));

    private final Sql sql;

    SqlPurchases(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(
            PurchaseId id,
            OrderId order,
            int position,
            Optional<UserId> buyer,
            ProductId product,
            int downloads,
            Instant at) {
        sql.update("""
                INSERT INTO purchases (id, order_id, position, buyer_id, product_id, downloads_left, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, id, order, position, buyer, product, downloads, at);
    }

    @Override
    public Optional<Purchase> find(PurchaseId id, Reader reader) {
        return select(reader, "AND p.id = ?", id).stream().findFirst();
    }

    @Override
    public List<Purchase> of(Reader reader, Optional<PurchaseId> before, int most) {
        return before.isPresent()
                ? select(reader, "AND p.id < ? ORDER BY p.id DESC LIMIT ?", before.get(), most)
                : select(reader, "ORDER BY p.id DESC LIMIT ?", most);
    }

    @Override
    public List<Held> held(ProductId product, Optional<PurchaseId> after, int most) {
        PurchaseId last = after.orElse(FIRST);
        return rows(HELD, product, last, most, product, last, most, most);
    }

    @Override
    public Map<OrderId, Map<ProductId, PurchaseId>> byOrder(List<OrderId> orders) {
        Map<OrderId, Map<ProductId, PurchaseId>> found = new HashMap<>();
        if (!orders.isEmpty()) {
            sql.query(
                    "SELECT id, order_id, product_id FROM purchases WHERE order_id IN (?"
                            + ", ?".repeat(orders.size() - 1) + ")",
                    row -> {
                        found.computeIfAbsent(new OrderId(row.uuid("order_id")), _ -> new HashMap<>())
                                .put(new ProductId(row.uuid("product_id")), new PurchaseId(row.uuid("id")));
                        return true;
                    },
                    orders.toArray());
        }
        return found;
    }

    @Override
    public boolean countDownload(PurchaseId id) {
        int counted = sql.update("""
                UPDATE purchases SET downloads_left = downloads_left - 1
                WHERE id = ? AND downloads_left > 0 AND revoked_at IS NULL
                """, id);
        return counted == 1;
    }

    @Override
    public void logDownload(UUID id, PurchaseId purchase, FileId file, Visit visit, Instant at) {
        sql.update("""
                INSERT INTO download_log (id, purchase_id, file_id, source_ip, user_agent, granted_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """, id, purchase, file, visit.sourceIp(), visit.userAgent(), at);
    }

    @Override
    public boolean revoke(OrderId order, int position, Instant at) {
        return sql.update(
                        "UPDATE purchases SET revoked_at = ? WHERE order_id = ? AND position = ? AND revoked_at IS NULL",
                        at,
                        order,
                        position)
                == 1;
    }

    @Override
    public boolean restore(OrderId order, int position) {
        return sql.update(
                        "UPDATE purchases SET revoked_at = NULL WHERE order_id = ? AND position = ? AND revoked_at IS NOT NULL",
                        order,
                        position)
                == 1;
    }

    @Override
    public List<String> boughtBefore(Order order) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(order.email(), order.id()));
        order.lines()
                .forEach(line -> Collections.addAll(
                        parameters, line.product(), line.variant().map(Variant::id)));
        return sql.query(
                """
                SELECT DISTINCT l.title
                FROM orders o
                JOIN order_lines l ON l.order_id = o.id
                JOIN purchases p ON p.order_id = l.order_id AND p.position = l.position
                WHERE o.email = ? AND o.id <> ? AND p.revoked_at IS NULL AND l.paid_amount > 0
                """ + "AND ("
                        + String.join(
                                " OR ",
                                Collections.nCopies(order.lines().size(), "(l.product_id = ? AND l.variant_id <=> ?)"))
                        + ") ORDER BY l.title",
                row -> row.text("title"),
                parameters.toArray());
    }

    private List<Purchase> select(Reader reader, String rest, @Nullable Object... more) {
        List<@Nullable Object> parameters = new ArrayList<>();
        String whose = switch (reader) {
            case Reader.SignedIn(UserId user) -> {
                parameters.add(user);
                yield "WHERE p.buyer_id = ? ";
            }
            case Reader.LinkHolder(PurchaseToken token) -> {
                parameters.add(token.hash());
                yield "WHERE o.link_hash = ? ";
            }
        };
        for (Object parameter : more) {
            parameters.add(parameter);
        }
        return rows(whose + rest, parameters.toArray()).stream()
                .map(Held::purchase)
                .toList();
    }

    private List<Held> rows(String rest, @Nullable Object... parameters) {
        Map<PurchaseId, SqlOrderParts.Place> bundles = new HashMap<>();
        List<Held> found = sql.query(
                SELECT + rest,
                row -> {
                    Purchase purchase = purchase(row);
                    if (row.integer("parts") > 0) {
                        bundles.put(purchase.id(), new SqlOrderParts.Place(purchase.order(), row.integer("position")));
                    }
                    return new Held(purchase, new EmailAddress(row.text("email")));
                },
                parameters);
        if (bundles.isEmpty()) {
            return found;
        }
        Map<SqlOrderParts.Place, List<Part>> parts = new SqlOrderParts(sql)
                .of(bundles.values().stream()
                        .map(SqlOrderParts.Place::order)
                        .distinct()
                        .toList());
        return found.stream().map(each -> withParts(each, bundles, parts)).toList();
    }

    private static Held withParts(
            Held held, Map<PurchaseId, SqlOrderParts.Place> bundles, Map<SqlOrderParts.Place, List<Part>> parts) {
        SqlOrderParts.Place place = bundles.get(held.purchase().id());
        return place == null
                ? held
                : new Held(held.purchase().with(parts.getOrDefault(place, List.of())), held.email());
    }

    private static Purchase purchase(Row row) throws SQLException {
        return new Purchase(
                new PurchaseId(row.uuid("id")),
                new OrderId(row.uuid("order_id")),
                new ProductId(row.uuid("product_id")),
                row.text("title"),
                SqlVariant.of(row),
                List.of(),
                new Money(row.number("price_amount"), Currency.valueOf(row.text("price_currency"))),
                row.instant("ordered_at"),
                row.integer("downloads_left"),
                row.instant("created_at"),
                row.findInstant("revoked_at"),
                row.flag("version_mails"));
    }
}
