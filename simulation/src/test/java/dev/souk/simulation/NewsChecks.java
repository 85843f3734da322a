package dev.souk.simulation;

import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.analytics.RollUp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Of what is told: messages, mails and analytics. */
final class NewsChecks {
    private final Findings findings;
    private final History history;

    NewsChecks(Findings findings, History history) {
        this.findings = findings;
        this.history = history;
    }

    void run() {
        sums();
        messages();
    }

    /** What analytics say, once the days that are marked are added up, is what a count of the orders says. */
    private void sums() {
        new RollUp(findings.world.plain()).run(() -> true);
        List<String> told = findings.sql.query("""
                SELECT CONCAT_WS(' ', HEX(store_id), day, HEX(product_id), currency, sale_count, refunded_count, revenue_amount,
                                 refunded_amount, net_amount) AS sums
                FROM sales_by_day ORDER BY sums
                """, row -> row.text("sums"));
        List<String> counted = findings.sql.query("""
                SELECT CONCAT_WS(' ', HEX(c.store_id), c.day, HEX(c.product_id), c.currency, COUNT(*), SUM(c.back > 0), SUM(c.paid),
                                 SUM(c.back), SUM(c.net)) AS sums
                FROM (SELECT l.store_id, DATE(o.paid_at) AS day, l.product_id, o.total_currency AS currency, l.paid_amount AS paid,
                             COALESCE(SUM(p.amount), 0) AS back,
                             l.paid_amount - l.tax_amount - l.fee_amount
                             - COALESCE(SUM(p.amount - p.tax_amount - p.fee_amount), 0) AS net
                      FROM orders o JOIN order_lines l ON l.order_id = o.id
                      LEFT JOIN (SELECT r.order_id, b.position, b.amount, b.tax_amount, b.fee_amount
                                 FROM refunds r JOIN refund_lines b ON b.refund_id = r.id WHERE r.state = 'made') p
                          ON p.order_id = l.order_id AND p.position = l.position
                      WHERE o.paid_at IS NOT NULL
                      GROUP BY o.id, l.position) c
                GROUP BY c.store_id, c.day, c.product_id, c.currency ORDER BY sums
                """, row -> row.text("sums"));
        if (!told.equals(counted)) {
            findings.wrong("analytics say %s, and the orders %s", told, counted);
        }
    }

    private record Letter(UUID message, UUID order, String kind) {}

    private void messages() {
        long unsent = findings.number("SELECT COUNT(*) AS n FROM purchases_outbox WHERE sent_at IS NULL");
        if (unsent > 0) {
            findings.wrong("%d messages of the outbox were not sent", unsent);
        }
        for (SimulatedQueue.Message dead :
                findings.world.queue(WorkQueue.PAYMENT_EVENTS).dead()) {
            if (!history.stripe.isForged(dead.body)) {
                findings.wrong("an event is a dead letter: %s", dead.body.replaceAll("\\s+", " "));
            }
        }
        long stuck = findings.world.queue(WorkQueue.PAYMENT_EVENTS).size();
        long forged = history.stripe.forged.size();
        if (stuck > forged * 3) {
            findings.wrong("%d events are still on the queue", stuck);
        }
        if (!findings.world.queue(WorkQueue.EMAILS).isEmpty()
                || !findings.world.queue(WorkQueue.EMAILS).dead().isEmpty()) {
            findings.wrong("mails are still on the queue");
        }
        Map<UUID, Integer> receipts = new HashMap<>();
        Map<UUID, Integer> notices = new HashMap<>();
        for (Letter letter : findings.sql.query(
                "SELECT message_id, order_id, kind FROM order_mails",
                row -> new Letter(row.uuid("message_id"), row.uuid("order_id"), row.text("kind")))) {
            if (World.LETTERLESS.contains(letter.kind())) {
                continue;
            }
            int copies = findings.world.mails().copiesOf(letter.message());
            if (copies < 1 || copies > 10) {
                findings.wrong(letter.order(), "its %s went out %d times", letter.kind(), copies);
            }
            if (!findings.world.isMarkedSent(letter.message())) {
                findings.wrong(letter.order(), "its %s is not recorded as sent", letter.kind());
            }
            if (letter.kind().equals("receipt")) {
                receipts.merge(letter.order(), 1, Integer::sum);
            } else if (letter.kind().equals("sale_notice")) {
                notices.merge(letter.order(), 1, Integer::sum);
            }
        }
        for (Findings.Order order : findings.orders()) {
            int expected = order.wasPaid() ? 1 : 0;
            if (receipts.getOrDefault(order.id(), 0) != expected) {
                findings.wrong(
                        order.id(),
                        "it is %s, and has %d receipts",
                        order.state(),
                        receipts.getOrDefault(order.id(), 0));
            }
            long stores = findings.number(
                    "SELECT COUNT(DISTINCT store_id) AS n FROM order_lines WHERE order_id = ?", order.id());
            if (notices.getOrDefault(order.id(), 0) != (order.wasPaid() ? stores : 0)) {
                findings.wrong(order.id(), "it has %d notices of its sale", notices.getOrDefault(order.id(), 0));
            }
        }
        if (!findings.world.mails().needless().isEmpty()) {
            findings.wrong("mails that were recorded as sent were sent again");
        }
        long parked = findings.number("SELECT COUNT(*) AS n FROM parked_events WHERE replayed_at IS NULL");
        if (parked > 0) {
            findings.wrong("%d events are still parked", parked);
        }
        long kept = findings.number("SELECT COUNT(*) AS n FROM parked_events");
        if (kept < findings.world.eventsOfOtherVersions()) {
            findings.wrong(
                    "%d events could not be read, and %d were kept", findings.world.eventsOfOtherVersions(), kept);
        }
    }
}
