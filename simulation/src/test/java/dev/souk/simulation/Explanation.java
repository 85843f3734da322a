package dev.souk.simulation;

import dev.souk.model.OrderId;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The rows, the ledger and Stripe's record of the orders that are wrong, for whoever looks for the reason. */
final class Explanation {
    private static final int MOST = 3;

    private final Findings findings;

    Explanation(Findings findings) {
        this.findings = findings;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (UUID id : findings.suspects().stream().limit(MOST).toList()) {
            String order = new OrderId(id).text();
            text.append("\n== ")
                    .append(findings.world.story().order(order))
                    .append(" (")
                    .append(order)
                    .append(")\n");
            rows(text, "SELECT state, total_amount, payment_intent, checkout_session FROM orders WHERE id = ?", id);
            rows(
                    text,
                    "SELECT position, price_amount, paid_amount, fee_amount, refunded_amount FROM order_lines WHERE order_id = ?",
                    id);
            rows(text, "SELECT position, downloads_left, revoked_at FROM purchases WHERE order_id = ?", id);
            rows(text, "SELECT payment_intent, role, amount, charge FROM charges WHERE order_id = ?", id);
            rows(
                    text,
                    "SELECT HEX(id) AS id, payment_intent, origin, state, amount, stripe_refund, attempts FROM refunds WHERE order_id = ?",
                    id);
            rows(text, "SELECT stripe_dispute, payment_intent, stage, amount FROM disputes WHERE order_id = ?", id);
            rows(
                    text,
                    "SELECT HEX(store_id) AS store, sequence, state, owed_amount, taken_back_amount, sent_amount, reversed_amount,"
                            + " stripe_transfer, due_at FROM transfers WHERE order_id = ?",
                    id);
            rows(text, "SELECT kind, HEX(message_id) AS id FROM order_mails WHERE order_id = ?", id);
            rows(
                    text,
                    "SELECT t.kind, t.reference, e.account, e.amount FROM ledger_transactions t JOIN ledger_entries e"
                            + " ON e.transaction_id = t.id WHERE t.order_id = ? ORDER BY t.id, e.position",
                    id);
            atStripe(text, "charge", findings.stripe.charges(), id);
            atStripe(text, "refund", findings.stripe.refunds(), id);
            atStripe(text, "dispute", findings.stripe.disputes(), id);
            for (JsonNode transfer : findings.stripe.transfers()) {
                if (transfer.path("metadata").path("order").asString("").equals(order)) {
                    text.append("at Stripe: ")
                            .append(transfer.path("id").asString())
                            .append(' ')
                            .append(transfer.path("amount"))
                            .append(" - ")
                            .append(transfer.path("amount_reversed"))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private void atStripe(StringBuilder text, String kind, List<JsonNode> all, UUID order) {
        for (JsonNode each : all) {
            if (order.equals(findings.orderOf(each.path("payment_intent").asString()))) {
                text.append("at Stripe: ")
                        .append(kind)
                        .append(' ')
                        .append(each.path("id").asString())
                        .append(' ')
                        .append(each.path("payment_intent").asString())
                        .append(' ')
                        .append(each.path("amount"))
                        .append(' ')
                        .append(each.path("status").asString())
                        .append(' ')
                        .append(each.path("metadata"))
                        .append('\n');
            }
        }
    }

    private void rows(StringBuilder text, String query, UUID order) {
        String table = query.replaceFirst("(?s).* FROM (\\w+).*", "$1");
        String[] columns = query.replaceFirst("(?s)SELECT (.*?) FROM .*", "$1").split(",\\s*", -1);
        findings.sql.query(
                query,
                row -> {
                    text.append(table).append(':');
                    for (String column : columns) {
                        String name = column.contains(" AS ")
                                ? column.substring(column.indexOf(" AS ") + 4)
                                : column.substring(column.indexOf('.') + 1);
                        text.append(' ')
                                .append(name)
                                .append('=')
                                .append(row.findText(name).orElse("-"));
                    }
                    text.append('\n');
                    return true;
                },
                order);
    }
}
