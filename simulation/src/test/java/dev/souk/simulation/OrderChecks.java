package dev.souk.simulation;

import dev.souk.model.PurchaseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Of orders: each stands as its money does, gives what was paid for and nothing else, and was made once. */
final class OrderChecks {
    private final Findings findings;
    private final History history;

    OrderChecks(Findings findings, History history) {
        this.findings = findings;
        this.history = history;
    }

    void run() {
        orders();
        discounts();
        requests();
    }

    private record Line(int position, UUID store, long paid, long tax, long fee, long refunded) {}

    private record Owned(int position, boolean revoked, int left) {}

    private record Gone(int position, long amount, long tax, long fee) {}

    private void orders() {
        for (Findings.Order order : findings.orders()) {
            long charges = findings.number(
                    "SELECT COUNT(*) AS n FROM charges WHERE order_id = ? AND role = 'order'", order.id());
            long expected = order.wasPaid() && order.total() > 0 ? 1 : 0;
            if (charges != expected) {
                findings.wrong(order.id(), "it is %s, and %d payments are for it", order.state(), charges);
            }
            List<Line> lines = findings.sql.query(
                    "SELECT position, store_id, paid_amount, tax_amount, fee_amount, refunded_amount FROM order_lines"
                            + " WHERE order_id = ? ORDER BY position",
                    row -> new Line(
                            row.integer("position"),
                            row.uuid("store_id"),
                            row.number("paid_amount"),
                            row.number("tax_amount"),
                            row.number("fee_amount"),
                            row.number("refunded_amount")),
                    order.id());
            Map<Integer, Owned> owned = new HashMap<>();
            findings.sql.query(
                    "SELECT position, revoked_at, downloads_left FROM purchases WHERE order_id = ?",
                    row -> owned.put(
                            row.integer("position"),
                            new Owned(
                                    row.integer("position"),
                                    row.findInstant("revoked_at").isPresent(),
                                    row.integer("downloads_left"))),
                    order.id());
            if (owned.size() != (order.wasPaid() ? lines.size() : 0)) {
                findings.wrong(
                        order.id(), "it is %s, and gives %d of %d products", order.state(), owned.size(), lines.size());
            }
            if (order.wasPaid()) {
                long paid = lines.stream().mapToLong(Line::paid).sum();
                if (paid != order.total()) {
                    findings.wrong(order.id(), "its lines were paid with %d, and it with %d", paid, order.total());
                }
                standing(order, lines, owned);
            }
        }
        history.market.variants.stream().findFirst().ifPresent(_ -> {
            UUID product = history.market.products.getLast();
            if (findings.number(
                            "SELECT COUNT(*) AS n FROM order_lines WHERE (variant_id IS NOT NULL) <> (product_id = ?)",
                            product)
                    > 0) {
                findings.wrong("what is sold in variants was sold otherwise");
            }
            if (findings.number("""
                            SELECT COUNT(*) AS n FROM order_lines l JOIN product_variants v ON v.id = l.variant_id
                            WHERE l.price_amount <> v.price_amount OR l.variant_name <> v.name""") > 0) {
                findings.wrong("a variant was sold at another price, or under another name, than its own");
            }
        });
        for (UUID bundle : history.market.bundles) {
            if (findings.number("""
                            SELECT COUNT(*) AS n FROM order_lines l
                            WHERE l.product_id = ?
                              AND (l.parts <> (SELECT COUNT(*) FROM order_parts p WHERE p.order_id = l.order_id AND p.position = l.position)
                                   OR l.parts <> (SELECT COUNT(*) FROM bundle_parts b WHERE b.bundle_id = l.product_id))""", bundle) > 0) {
                findings.wrong("a bundle was sold with something else than it gives");
            }
        }
        history.granted.forEach((purchase, count) -> {
            long parts = findings.number(
                    "SELECT l.parts AS n FROM purchases p JOIN order_lines l ON l.order_id = p.order_id AND l.position = p.position"
                            + " WHERE p.id = ?",
                    PurchaseId.parse(purchase).orElseThrow());
            if (count > History.DOWNLOADS * Math.max(1, parts)) {
                findings.wrong("%d links were handed out for %s", count, purchase);
            }
        });
        if (findings.number("SELECT COUNT(*) AS n FROM purchases WHERE downloads_left < 0") > 0) {
            findings.wrong("more downloads were counted than there were");
        }
    }

    private Map<Integer, Gone> gone(UUID order, String which) {
        Map<Integer, Gone> gone = new HashMap<>();
        findings.sql.query(
                """
                SELECT l.position, CAST(SUM(l.amount) AS SIGNED) AS amount, CAST(SUM(l.tax_amount) AS SIGNED) AS tax,
                       CAST(SUM(l.fee_amount) AS SIGNED) AS fee
                FROM refunds r JOIN refund_lines l ON l.refund_id = r.id WHERE r.order_id = ? AND r.state IN (%s) GROUP BY l.position
                """.formatted(which),
                row -> gone.put(
                        row.integer("position"),
                        new Gone(row.integer("position"), row.number("amount"), row.number("tax"), row.number("fee"))),
                order);
        return gone;
    }

    private void standing(Findings.Order order, List<Line> lines, Map<Integer, Owned> owned) {
        boolean open = findings.disputed(order.intent(), false) > 0;
        boolean lost = findings.disputed(order.intent(), true) > 0;
        Map<Integer, Gone> gone = gone(order.id(), "'made'");
        Map<Integer, Gone> taken = gone(order.id(), "'made', 'asked'");
        long back = gone.values().stream().mapToLong(Gone::amount).sum();
        String expected =
                open ? "disputed" : back == 0 ? "paid" : back >= order.total() ? "refunded" : "partially_refunded";
        if (order.total() > 0 && !order.state().equals(expected)) {
            findings.wrong(order.id(), "it is %s, and should be %s", order.state(), expected);
        }
        for (Line line : lines) {
            Gone part = gone.getOrDefault(line.position(), new Gone(line.position(), 0, 0, 0));
            boolean over = line.paid() > 0 && part.amount() >= line.paid();
            boolean revoked = open || lost || over;
            Owned purchase = owned.get(line.position());
            if (purchase != null && purchase.revoked() != revoked) {
                findings.wrong(
                        order.id(),
                        "line %d is %s, and should%s be",
                        line.position(),
                        purchase.revoked() ? "taken back" : "not taken back",
                        purchase.revoked() ? " not" : "");
            }
            long all = taken.getOrDefault(line.position(), new Gone(line.position(), 0, 0, 0))
                    .amount();
            if (all != line.refunded() || line.refunded() > line.paid() || line.refunded() < 0) {
                findings.wrong(
                        order.id(),
                        "line %d: %d of %d is refunded, and its refunds are %d",
                        line.position(),
                        line.refunded(),
                        line.paid(),
                        all);
            }
            if (over && (part.tax() != line.tax() || part.fee() != line.fee())) {
                findings.wrong(order.id(), "line %d went back whole, but not its tax and fee", line.position());
            }
        }
    }

    private void discounts() {
        findings.sql
                .query("""
                        SELECT d.code, c.taken FROM discount_counts c JOIN discounts d ON d.id = c.discount_id
                        WHERE c.taken < 0 OR (c.buyer_hash = X'0000000000000000000000000000000000000000000000000000000000000000'
                                              AND c.taken > d.max_uses)
                           OR (c.buyer_hash <> X'0000000000000000000000000000000000000000000000000000000000000000'
                               AND c.taken > d.max_uses_per_buyer)
                        """, row -> "the discount " + row.text("code") + " was used " + row.number("taken") + " times")
                .forEach(findings::add);
    }

    private void requests() {
        for (History.Placed placed : history.placed) {
            if (placed.ids.size() > 1) {
                findings.wrong("%s made %d orders", placed.key, placed.ids.size());
            }
        }
        long orders = findings.number("SELECT COUNT(*) AS n FROM orders");
        if (orders > history.placed.size()) {
            findings.wrong("%d requests made %d orders", history.placed.size(), orders);
        }
    }
}
