package dev.souk.purchases;

import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.time.Instant;

/** Thousands of paid orders as they stand in the tables: one a minute, each of one product, to a thousand customers. */
public final class ManySales {
    private static final String DIGITS =
            "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                    + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
    private static final String NUMBERS = "(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n FROM "
            + DIGITS + " a, " + DIGITS + " b, " + DIGITS + " c, " + DIGITS + " e, " + DIGITS + " f) numbers";

    private ManySales() {}

    /** @param count at most 100,000 */
    public static void write(Market market, StoreId store, ProductId product, int count, Instant from) {
        String id = "UNHEX(LEFT(SHA2(CONCAT(HEX(?), '-', n), 256), 32))";
        market.database.update(
                "INSERT INTO orders (id, email, state, total_amount, total_currency, link_hash, created_at, paid_at) SELECT "
                        + id
                        + ", CONCAT('buyer-', MOD(n, 1000), '@example.com'), 'paid', 1250, 'USD',"
                        + " UNHEX(SHA2(CONCAT(HEX(?), n), 256)), TIMESTAMPADD(MINUTE, n, ?), TIMESTAMPADD(MINUTE, n, ?) FROM "
                        + NUMBERS + " WHERE n < ?",
                product,
                product,
                from,
                from,
                count);
        market.database.update(
                "INSERT INTO order_lines (order_id, position, product_id, store_id, seller_id, title, price_amount, price_currency,"
                        + " paid_amount, fee_amount, sold_at) SELECT " + id
                        + ", 0, ?, ?, ?, 'A book', 1250, 'USD', 1250, 125, TIMESTAMPADD(MINUTE, n, ?) FROM " + NUMBERS
                        + " WHERE n < ?",
                product,
                product,
                store,
                market.seller,
                from,
                count);
        market.database.update(
                "INSERT INTO customers (id, store_id, email_hash, email, first_sale_at, last_sale_at)"
                        + " SELECT UNHEX(LEFT(SHA2(CONCAT(HEX(?), o.email), 256), 32)), ?, UNHEX(SHA2(o.email, 256)), o.email,"
                        + " MIN(o.paid_at), MAX(o.paid_at) FROM orders o JOIN order_lines l ON l.order_id = o.id"
                        + " WHERE l.product_id = ? GROUP BY o.email",
                store,
                store,
                product);
        market.database.update("""
                INSERT INTO sales (store_id, order_id, customer_id, state, currency, item_count, paid_amount, tax_amount,
                                   fee_amount, refunded_amount, refunded_tax, refunded_fee, sold_at)
                SELECT l.store_id, o.id, c.id, 'paid', 'USD', 1, 1250, 0, 125, 0, 0, 0, o.paid_at
                FROM orders o JOIN order_lines l ON l.order_id = o.id
                JOIN customers c ON c.store_id = l.store_id AND c.email = o.email
                WHERE l.product_id = ?
                """, product);
    }
}
