package dev.souk.simulation;

import dev.souk.model.OrderId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Of money: the ledger, payments, refunds and transfers here are what Stripe has. */
final class MoneyChecks {
    private final Findings findings;
    private final History history;

    MoneyChecks(Findings findings, History history) {
        this.findings = findings;
        this.history = history;
    }

    void run() {
        ledger();
        payments();
        refunds();
        transfers();
    }

    private void ledger() {
        findings.sql
                .query("""
                        SELECT t.kind, t.reference, SUM(e.amount) AS n FROM ledger_transactions t
                        JOIN ledger_entries e ON e.transaction_id = t.id GROUP BY t.id, t.kind, t.reference HAVING SUM(e.amount) <> 0
                        """, row -> row.text("kind") + " of " + row.text("reference") + " is off by " + row.number("n"))
                .forEach(findings::add);
        long cash = findings.number(
                "SELECT CAST(COALESCE(SUM(amount), 0) AS SIGNED) AS n FROM ledger_entries WHERE account = 'platform_cash'");
        long balance = findings.stripe.balance() - history.stripe.ownBalance;
        if (cash != balance) {
            findings.wrong("the platform has %d at Stripe, and %d on the ledger", balance, cash);
        }
        findings.sql
                .query("""
                        SELECT HEX(t.order_id) AS o, t.order_id FROM ledger_transactions t
                        JOIN ledger_entries e ON e.transaction_id = t.id
                        WHERE e.store_id IS NOT NULL AND NOT EXISTS
                            (SELECT 1 FROM order_lines l WHERE l.order_id = t.order_id AND l.store_id = e.store_id)
                        """, row -> row.uuid("order_id"))
                .forEach(
                        order -> findings.wrong(order, "a store is on the ledger of an order that has nothing of its"));
    }

    private record Known(UUID order, String role, long amount) {}

    private void payments() {
        Map<String, Known> known = new HashMap<>();
        long kept = 0;
        findings.sql.query(
                "SELECT payment_intent, order_id, role, amount FROM charges",
                row -> known.put(
                        row.text("payment_intent"),
                        new Known(row.uuid("order_id"), row.text("role"), row.number("amount"))));
        for (JsonNode charge : findings.stripe.paid()) {
            String intent = charge.path("payment_intent").asString();
            if (intent.equals(history.stripe.ownMoney)) {
                continue;
            }
            Known here = known.remove(intent);
            UUID order = Objects.requireNonNull(findings.orderOf(intent));
            if (here == null) {
                findings.wrong(order, "Stripe has %s for it, and nobody here knows", intent);
                continue;
            }
            if (here.amount() != charge.path("amount").asLong() || !here.order().equals(order)) {
                findings.wrong(order, "%s is another payment here than at Stripe", intent);
            }
            if (here.role().equals("surplus")) {
                long back = findings.stripe.refunds().stream()
                                .filter(refund ->
                                        refund.path("payment_intent").asString().equals(intent))
                                .filter(StripeBooks::counts)
                                .mapToLong(refund -> refund.path("amount").asLong())
                                .sum()
                        + findings.disputed(intent, true);
                boolean open = findings.disputed(intent, false) > 0;
                // A bank may take what was given back before: that is the platform's loss, and not the buyer's debt.
                kept += Math.max(0, here.amount() - back);
                if (back < here.amount() && !open) {
                    findings.wrong(order, "%s was paid too much, and %d of %d went back", intent, back, here.amount());
                }
            }
        }
        long payable = findings.number(
                "SELECT CAST(COALESCE(-SUM(amount), 0) AS SIGNED) AS n FROM ledger_entries WHERE account = 'buyer_payable'");
        if (payable != kept) {
            findings.wrong(
                    "buyers are owed %d on the ledger for what they paid too much, and should be owed %d",
                    payable, kept);
        }
        known.forEach((intent, here) -> findings.wrong(here.order(), "%s was never paid at Stripe", intent));
    }

    private void refunds() {
        findings.sql
                .query("""
                        SELECT r.order_id, r.amount, CAST(COALESCE(SUM(l.amount), 0) AS SIGNED) AS parts FROM refunds r
                        JOIN refund_lines l ON l.refund_id = r.id GROUP BY r.id, r.order_id, r.amount HAVING parts <> r.amount
                        """, row -> row.uuid("order_id"))
                .forEach(order -> findings.wrong(order, "a refund is more or less than its parts"));
        if (findings.number(
                        "SELECT COUNT(*) AS n FROM refund_lines WHERE amount - tax_amount - fee_amount < 0 OR fee_amount < 0")
                > 0) {
            findings.wrong("a part of a refund has a share below zero");
        }
        findings.sql
                .query("SELECT order_id FROM refunds WHERE state = 'asked'", row -> row.uuid("order_id"))
                .forEach(order -> findings.wrong(order, "a refund was asked for, and came to no end"));
        Map<String, Long> here = new LinkedHashMap<>();
        findings.sql.query("""
                SELECT payment_intent, CAST(SUM(amount) AS SIGNED) AS amount FROM refunds
                WHERE state = 'made' AND origin <> 'dispute' GROUP BY payment_intent
                """, row -> here.put(row.text("payment_intent"), row.number("amount")));
        Map<String, Long> there = new LinkedHashMap<>();
        findings.stripe.refunds().stream()
                .filter(StripeBooks::counts)
                .forEach(refund -> there.merge(
                        refund.path("payment_intent").asString(),
                        refund.path("amount").asLong(),
                        Long::sum));
        Set<String> intents = new LinkedHashSet<>(here.keySet());
        intents.addAll(there.keySet());
        for (String intent : intents) {
            long ours = here.getOrDefault(intent, 0L);
            long theirs = there.getOrDefault(intent, 0L);
            if (ours != theirs) {
                findings.wrong(
                        Objects.requireNonNull(findings.orderOf(intent)),
                        "%d of %s went back at Stripe, and %d here",
                        theirs,
                        intent,
                        ours);
            }
        }
    }

    private record Sent(UUID order, UUID store, long sent, long reversed, String stripe) {}

    private void transfers() {
        Map<String, JsonNode> there = new LinkedHashMap<>();
        findings.stripe
                .transfers()
                .forEach(transfer -> there.put(transfer.path("id").asString(), transfer));
        Map<UUID, String> accounts = new HashMap<>();
        history.market.sellers.forEach(seller -> accounts.put(seller.store(), seller.account()));
        for (Sent sent : findings.sql.query(
                "SELECT order_id, store_id, sent_amount, reversed_amount, stripe_transfer FROM transfers WHERE state = 'sent'",
                row -> new Sent(
                        row.uuid("order_id"),
                        row.uuid("store_id"),
                        row.number("sent_amount"),
                        row.number("reversed_amount"),
                        row.text("stripe_transfer")))) {
            JsonNode transfer = there.remove(sent.stripe());
            if (transfer == null) {
                findings.wrong(sent.order(), "%s is not at Stripe", sent.stripe());
            } else if (transfer.path("amount").asLong() != sent.sent()
                    || transfer.path("amount_reversed").asLong() != sent.reversed()
                    || !transfer.path("destination").asString().equals(accounts.get(sent.store()))) {
                findings.wrong(
                        sent.order(),
                        "%s is %d - %d to %s at Stripe, and %d - %d here",
                        sent.stripe(),
                        transfer.path("amount").asLong(),
                        transfer.path("amount_reversed").asLong(),
                        transfer.path("destination").asString(),
                        sent.sent(),
                        sent.reversed());
            }
        }
        there.forEach((id, transfer) -> OrderId.parse(
                        transfer.path("metadata").path("order").asString(""))
                .ifPresent(order -> findings.wrong(order.value(), "Stripe has %s, which is not here", id)));
        findings.sql
                .query("SELECT order_id FROM transfers WHERE state = 'sending'", row -> row.uuid("order_id"))
                .forEach(order -> findings.wrong(order, "a transfer was begun, and came to no end"));
        for (Market.Seller seller : history.market.sellers) {
            stores(seller);
        }
    }

    private void stores(Market.Seller seller) {
        long owed = findings.number("""
                SELECT CAST(COALESCE(-SUM(amount), 0) AS SIGNED) AS n FROM ledger_entries
                WHERE account = 'seller_payable' AND store_id = ?
                """, seller.store());
        long transferred = findings.stripe.transfers().stream()
                .filter(transfer -> transfer.path("destination").asString().equals(seller.account()))
                .mapToLong(transfer -> transfer.path("amount").asLong()
                        - transfer.path("amount_reversed").asLong())
                .sum();
        long shares = findings.number("""
                SELECT CAST(COALESCE(SUM(paid_amount - tax_amount - fee_amount), 0) AS SIGNED) AS n FROM order_lines
                WHERE store_id = ? AND paid_amount > 0
                """, seller.store());
        long back = findings.number("""
                SELECT CAST(COALESCE(SUM(p.amount - p.tax_amount - p.fee_amount), 0) AS SIGNED) AS n
                FROM refund_lines p JOIN refunds r ON r.id = p.refund_id
                JOIN order_lines l ON l.order_id = r.order_id AND l.position = p.position
                WHERE r.state = 'made' AND l.store_id = ?
                """, seller.store());
        if (owed + transferred != shares - back) {
            findings.wrong(
                    "%s is owed %d and has %d, but its sales are %d less %d",
                    seller.account(), owed, transferred, shares, back);
        }
        if (owed > 0) {
            findings.wrong("%s can be paid, and is still owed %d", seller.account(), owed);
        }
        long there = findings.world.stripe().money().balanceOf(seller.account(), "usd");
        if (owed < 0 && there >= -owed) {
            findings.wrong("%s owes %d, has %d at Stripe, and nobody takes it", seller.account(), -owed, there);
        }
    }
}
