package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.DiscountId;
import dev.souk.model.OrderId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** {@link DiscountUses} in the tables {@code discount_uses} and {@code discount_counts}. */
final class SqlDiscountUses implements DiscountUses {
    private static final byte[] EVERYBODY = new byte[32];

    private final Sql sql;

    SqlDiscountUses(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Outcome reserve(
            OrderId order,
            DiscountId discount,
            byte[] buyerHash,
            OptionalInt most,
            OptionalInt mostPerBuyer,
            Instant at) {
        if (!take(discount, EVERYBODY, most)) {
            return Outcome.USED_UP;
        }
        if (!take(discount, buyerHash, mostPerBuyer)) {
            put(discount, EVERYBODY);
            return Outcome.USED_UP_BY_BUYER;
        }
        sql.update("""
                INSERT INTO discount_uses (order_id, discount_id, buyer_hash, state, reserved_at)
                VALUES (?, ?, ?, 'reserved', ?)
                """, order, discount, buyerHash, at);
        return Outcome.RESERVED;
    }

    @Override
    public boolean use(OrderId order) {
        sql.update("UPDATE discount_uses SET state = 'used' WHERE order_id = ? AND state = 'reserved'", order);
        Optional<String> state =
                sql.first("SELECT state FROM discount_uses WHERE order_id = ?", row -> row.text("state"), order);
        return state.isEmpty() || state.get().equals("used");
    }

    @Override
    public boolean giveBack(OrderId order) {
        int moved = sql.update(
                "UPDATE discount_uses SET state = 'returned' WHERE order_id = ? AND state = 'reserved'", order);
        if (moved == 1) {
            sql.update("""
                    UPDATE discount_counts c JOIN discount_uses u ON u.discount_id = c.discount_id
                    SET c.taken = c.taken - 1
                    WHERE u.order_id = ? AND c.buyer_hash IN (u.buyer_hash, ?)
                    """, order, EVERYBODY);
        }
        return moved == 1;
    }

    /** One statement counts and decides: of two who want the last one, one finds no row to change. */
    private boolean take(DiscountId discount, byte[] whose, OptionalInt most) {
        sql.update("""
                INSERT INTO discount_counts (discount_id, buyer_hash, taken) VALUES (?, ?, 0)
                ON DUPLICATE KEY UPDATE taken = taken
                """, discount, whose);
        int limit = most.orElse(Integer.MAX_VALUE);
        return sql.update(
                        "UPDATE discount_counts SET taken = taken + 1 WHERE discount_id = ? AND buyer_hash = ? AND taken < ?",
                        discount,
                        whose,
                        limit)
                == 1;
    }

    private void put(DiscountId discount, byte[] whose) {
        sql.update(
                "UPDATE discount_counts SET taken = taken - 1 WHERE discount_id = ? AND buyer_hash = ?",
                discount,
                whose);
    }
}
