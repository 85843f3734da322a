package dev.souk.simulation;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.PurchaseId;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.analytics.RollUp;
import dev.souk.stripe.standin.payment.CheckoutSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What has to be true after every history. Each check is a sentence when it is not. */
final class Checks {
    private final World world;
    private final History history;
    private final Sql sql;
    private final StripeBooks stripe;
    private final List<String> wrong = new ArrayList<>();
    private final Set<UUID> suspects = new LinkedHashSet<>();
    /** The order of a payment, by Stripe's session. */
    private final Map<String, UUID> orderOf = new HashMap<>();

    Checks(World world, History history) {
        this.world = world;
        this.history = history;
        this.sql = world.plain();
        this.stripe = StripeBooks.of(world.stripe());
        for (CheckoutSession session : world.stripe().sessions()) {
            String reference = session.asked().clientReferenceId();
            if (session.paymentIntent() != null && reference != null) {
                OrderId.parse(reference).ifPresent(order -> orderOf.put(session.paymentIntent(), order.value()));
            }
        }
    }

    List<String> all() {
        wrong.addAll(history.wrong);
        ledger();
        payments();
        orders();
        refunds();
        sums();
        transfers();
        messages();
        discounts();
        requests();
        return List.copyOf(wrong);
    }

    private void wrong(UUID order, String format, Object... parts) {
        suspects.add(order);
        wrong.add(Story.sentence(format, parts) + " (" + world.story().order(new OrderId(order).text()) + ")");
    }

    private void wrong(String format, Object... parts) {
        wrong.add(Story.sentence(format, parts));
    }

    private long number(String query, Object... parameters) {
        return sql.first(query, row -> row.number("n"), parameters).orElse(0L);
    }

    // The ledger

    private void ledger() {
        sql.query("""
                        SELECT t.kind, t.reference, SUM(e.amount) AS n FROM ledger_transactions t
                        JOIN ledger_entries e ON e.transaction_id = t.id GROUP BY t.id, t.kind, t.reference HAVING SUM(e.amount) <> 0
                        """, row -> row.text("kind") + " of " + row.text("reference") + " is off by " + row.number("n"))
                .forEach(wrong::add);
        long cash = number(
                "SELECT CAST(COALESCE(SUM(amount), 0) AS SIGNED) AS n FROM ledger_entries WHERE account = 'platform_cash'");
        long balance = stripe.balance() - history.ownBalance;
        if (cash != balance) {
            wrong("the platform has %d at Stripe, and %d on the ledger", balance, cash);
        }
        sql.query("""
                        SELECT HEX(t.order_id) AS o, t.order_id FROM ledger_transactions t
                        JOIN ledger_entries e ON e.transaction_id = t.id
                        WHERE e.store_id IS NOT NULL AND NOT EXISTS
                            (SELECT 1 FROM order_lines l WHERE l.order_id = t.order_id AND l.store_id = e.store_id)
                        """, row -> row.uuid("order_id"))
                .forEach(order -> wrong(order, "a store is on the ledger of an order that has nothing of its"));
    }

    // Payments

    private record Known(UUID order, String role, long amount) {}

    private void payments() {
        Map<String, Known> known = new HashMap<>();
        long kept = 0;
        sql.query(
                "SELECT payment_intent, order_id, role, amount FROM charges",
                row -> known.put(
                        row.text("payment_intent"),
                        new Known(row.uuid("order_id"), row.text("role"), row.number("amount"))));
        for (JsonNode charge : stripe.paid()) {
            String intent = charge.path("payment_intent").asString();
            if (intent.equals(history.ownMoney)) {
                continue;
            }
            Known here = known.remove(intent);
            UUID order = Objects.requireNonNull(orderOf.get(intent));
            if (here == null) {
                wrong(order, "Stripe has %s for it, and nobody here knows", intent);
                continue;
            }
            if (here.amount() != charge.path("amount").asLong() || !here.order().equals(order)) {
                wrong(order, "%s is another payment here than at Stripe", intent);
            }
            if (here.role().equals("surplus")) {
                long back = stripe.refunds().stream()
                                .filter(refund ->
                                        refund.path("payment_intent").asString().equals(intent))
                                .filter(StripeBooks::counts)
                                .mapToLong(refund -> refund.path("amount").asLong())
                                .sum()
                        + disputed(intent, true);
                boolean open = disputed(intent, false) > 0;
                // A bank may take what was given back before: that is the platform's loss, and not the buyer's debt.
                kept += Math.max(0, here.amount() - back);
                if (back < here.amount() && !open) {
                    wrong(order, "%s was paid too much, and %d of %d went back", intent, back, here.amount());
                }
            }
        }
        long payable = number(
                "SELECT CAST(COALESCE(-SUM(amount), 0) AS SIGNED) AS n FROM ledger_entries WHERE account = 'buyer_payable'");
        if (payable != kept) {
            wrong("buyers are owed %d on the ledger for what they paid too much, and should be owed %d", payable, kept);
        }
        known.forEach((intent, here) -> wrong(here.order(), "%s was never paid at Stripe", intent));
    }

    private long disputed(String intent, boolean lost) {
        return stripe.disputes().stream()
                .filter(dispute -> dispute.path("payment_intent").asString().equals(intent))
                .filter(dispute -> lost ? StripeBooks.isLost(dispute) : StripeBooks.isOpen(dispute))
                .mapToLong(dispute -> dispute.path("amount").asLong())
                .sum();
    }

    // Orders

    private record Order(UUID id, String state, long total, String intent) {
        boolean wasPaid() {
            return !Set.of("awaiting_payment", "expired", "failed").contains(state);
        }
    }

    private record Line(int position, UUID store, long paid, long tax, long fee, long refunded) {}

    private record Owned(int position, boolean revoked, int left) {}

    private record Gone(int position, long amount, long tax, long fee) {}

    private List<Order> orderRows() {
        return sql.query(
                "SELECT id, state, total_amount, payment_intent FROM orders ORDER BY id",
                row -> new Order(
                        row.uuid("id"),
                        row.text("state"),
                        row.number("total_amount"),
                        row.findText("payment_intent").orElse("")));
    }

    private void orders() {
        for (Order order : orderRows()) {
            long charges =
                    number("SELECT COUNT(*) AS n FROM charges WHERE order_id = ? AND role = 'order'", order.id());
            long expected = order.wasPaid() && order.total() > 0 ? 1 : 0;
            if (charges != expected) {
                wrong(order.id(), "it is %s, and %d payments are for it", order.state(), charges);
            }
            List<Line> lines = sql.query(
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
            sql.query(
                    "SELECT position, revoked_at, downloads_left FROM purchases WHERE order_id = ?",
                    row -> owned.put(
                            row.integer("position"),
                            new Owned(
                                    row.integer("position"),
                                    row.findInstant("revoked_at").isPresent(),
                                    row.integer("downloads_left"))),
                    order.id());
            if (owned.size() != (order.wasPaid() ? lines.size() : 0)) {
                wrong(order.id(), "it is %s, and gives %d of %d products", order.state(), owned.size(), lines.size());
            }
            if (order.wasPaid()) {
                long paid = lines.stream().mapToLong(Line::paid).sum();
                if (paid != order.total()) {
                    wrong(order.id(), "its lines were paid with %d, and it with %d", paid, order.total());
                }
                standing(order, lines, owned);
            }
        }
        history.variants.stream().findFirst().ifPresent(_ -> {
            UUID product = history.products.getLast();
            if (number(
                            "SELECT COUNT(*) AS n FROM order_lines WHERE (variant_id IS NOT NULL) <> (product_id = ?)",
                            product)
                    > 0) {
                wrong("what is sold in variants was sold otherwise");
            }
            if (number("""
                            SELECT COUNT(*) AS n FROM order_lines l JOIN product_variants v ON v.id = l.variant_id
                            WHERE l.price_amount <> v.price_amount OR l.variant_name <> v.name""") > 0) {
                wrong("a variant was sold at another price, or under another name, than its own");
            }
        });
        for (UUID bundle : history.bundles) {
            if (number("""
                            SELECT COUNT(*) AS n FROM order_lines l
                            WHERE l.product_id = ?
                              AND (l.parts <> (SELECT COUNT(*) FROM order_parts p WHERE p.order_id = l.order_id AND p.position = l.position)
                                   OR l.parts <> (SELECT COUNT(*) FROM bundle_parts b WHERE b.bundle_id = l.product_id))""", bundle) > 0) {
                wrong("a bundle was sold with something else than it gives");
            }
        }
        history.granted.forEach((purchase, count) -> {
            long parts = number(
                    "SELECT l.parts AS n FROM purchases p JOIN order_lines l ON l.order_id = p.order_id AND l.position = p.position"
                            + " WHERE p.id = ?",
                    PurchaseId.parse(purchase).orElseThrow());
            if (count > History.DOWNLOADS * Math.max(1, parts)) {
                wrong("%d links were handed out for %s", count, purchase);
            }
        });
        if (number("SELECT COUNT(*) AS n FROM purchases WHERE downloads_left < 0") > 0) {
            wrong("more downloads were counted than there were");
        }
    }

    private Map<Integer, Gone> gone(UUID order, String which) {
        Map<Integer, Gone> gone = new HashMap<>();
        sql.query(
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

    private void standing(Order order, List<Line> lines, Map<Integer, Owned> owned) {
        boolean open = disputed(order.intent(), false) > 0;
        boolean lost = disputed(order.intent(), true) > 0;
        Map<Integer, Gone> gone = gone(order.id(), "'made'");
        Map<Integer, Gone> taken = gone(order.id(), "'made', 'asked'");
        long back = gone.values().stream().mapToLong(Gone::amount).sum();
        String expected =
                open ? "disputed" : back == 0 ? "paid" : back >= order.total() ? "refunded" : "partially_refunded";
        if (order.total() > 0 && !order.state().equals(expected)) {
            wrong(order.id(), "it is %s, and should be %s", order.state(), expected);
        }
        for (Line line : lines) {
            Gone part = gone.getOrDefault(line.position(), new Gone(line.position(), 0, 0, 0));
            boolean over = line.paid() > 0 && part.amount() >= line.paid();
            boolean revoked = open || lost || over;
            Owned purchase = owned.get(line.position());
            if (purchase != null && purchase.revoked() != revoked) {
                wrong(
                        order.id(),
                        "line %d is %s, and should%s be",
                        line.position(),
                        purchase.revoked() ? "taken back" : "not taken back",
                        purchase.revoked() ? " not" : "");
            }
            long all = taken.getOrDefault(line.position(), new Gone(line.position(), 0, 0, 0))
                    .amount();
            if (all != line.refunded() || line.refunded() > line.paid() || line.refunded() < 0) {
                wrong(
                        order.id(),
                        "line %d: %d of %d is refunded, and its refunds are %d",
                        line.position(),
                        line.refunded(),
                        line.paid(),
                        all);
            }
            if (over && (part.tax() != line.tax() || part.fee() != line.fee())) {
                wrong(order.id(), "line %d went back whole, but not its tax and fee", line.position());
            }
        }
    }

    // Refunds

    private void refunds() {
        sql.query("""
                        SELECT r.order_id, r.amount, CAST(COALESCE(SUM(l.amount), 0) AS SIGNED) AS parts FROM refunds r
                        JOIN refund_lines l ON l.refund_id = r.id GROUP BY r.id, r.order_id, r.amount HAVING parts <> r.amount
                        """, row -> row.uuid("order_id"))
                .forEach(order -> wrong(order, "a refund is more or less than its parts"));
        if (number(
                        "SELECT COUNT(*) AS n FROM refund_lines WHERE amount - tax_amount - fee_amount < 0 OR fee_amount < 0")
                > 0) {
            wrong("a part of a refund has a share below zero");
        }
        sql.query("SELECT order_id FROM refunds WHERE state = 'asked'", row -> row.uuid("order_id"))
                .forEach(order -> wrong(order, "a refund was asked for, and came to no end"));
        Map<String, Long> here = new LinkedHashMap<>();
        sql.query("""
                SELECT payment_intent, CAST(SUM(amount) AS SIGNED) AS amount FROM refunds
                WHERE state = 'made' AND origin <> 'dispute' GROUP BY payment_intent
                """, row -> here.put(row.text("payment_intent"), row.number("amount")));
        Map<String, Long> there = new LinkedHashMap<>();
        stripe.refunds().stream()
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
                wrong(
                        Objects.requireNonNull(orderOf.get(intent)),
                        "%d of %s went back at Stripe, and %d here",
                        theirs,
                        intent,
                        ours);
            }
        }
    }

    // Transfers

    private record Sent(UUID order, UUID store, long sent, long reversed, String stripe) {}

    private void transfers() {
        Map<String, JsonNode> there = new LinkedHashMap<>();
        stripe.transfers().forEach(transfer -> there.put(transfer.path("id").asString(), transfer));
        Map<UUID, String> accounts = new HashMap<>();
        history.sellers.forEach(seller -> accounts.put(seller.store(), seller.account()));
        for (Sent sent : sql.query(
                "SELECT order_id, store_id, sent_amount, reversed_amount, stripe_transfer FROM transfers WHERE state = 'sent'",
                row -> new Sent(
                        row.uuid("order_id"),
                        row.uuid("store_id"),
                        row.number("sent_amount"),
                        row.number("reversed_amount"),
                        row.text("stripe_transfer")))) {
            JsonNode transfer = there.remove(sent.stripe());
            if (transfer == null) {
                wrong(sent.order(), "%s is not at Stripe", sent.stripe());
            } else if (transfer.path("amount").asLong() != sent.sent()
                    || transfer.path("amount_reversed").asLong() != sent.reversed()
                    || !transfer.path("destination").asString().equals(accounts.get(sent.store()))) {
                wrong(
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
                .ifPresent(order -> wrong(order.value(), "Stripe has %s, which is not here", id)));
        sql.query("SELECT order_id FROM transfers WHERE state = 'sending'", row -> row.uuid("order_id"))
                .forEach(order -> wrong(order, "a transfer was begun, and came to no end"));
        for (History.Seller seller : history.sellers) {
            stores(seller);
        }
    }

    private void stores(History.Seller seller) {
        long owed = number("""
                SELECT CAST(COALESCE(-SUM(amount), 0) AS SIGNED) AS n FROM ledger_entries
                WHERE account = 'seller_payable' AND store_id = ?
                """, seller.store());
        long transferred = stripe.transfers().stream()
                .filter(transfer -> transfer.path("destination").asString().equals(seller.account()))
                .mapToLong(transfer -> transfer.path("amount").asLong()
                        - transfer.path("amount_reversed").asLong())
                .sum();
        long shares = number("""
                SELECT CAST(COALESCE(SUM(paid_amount - tax_amount - fee_amount), 0) AS SIGNED) AS n FROM order_lines
                WHERE store_id = ? AND paid_amount > 0
                """, seller.store());
        long back = number("""
                SELECT CAST(COALESCE(SUM(p.amount - p.tax_amount - p.fee_amount), 0) AS SIGNED) AS n
                FROM refund_lines p JOIN refunds r ON r.id = p.refund_id
                JOIN order_lines l ON l.order_id = r.order_id AND l.position = p.position
                WHERE r.state = 'made' AND l.store_id = ?
                """, seller.store());
        if (owed + transferred != shares - back) {
            wrong(
                    "%s is owed %d and has %d, but its sales are %d less %d",
                    seller.account(), owed, transferred, shares, back);
        }
        if (owed > 0) {
            wrong("%s can be paid, and is still owed %d", seller.account(), owed);
        }
        long there = world.stripe().money().balanceOf(seller.account(), "usd");
        if (owed < 0 && there >= -owed) {
            wrong("%s owes %d, has %d at Stripe, and nobody takes it", seller.account(), -owed, there);
        }
    }

    // Analytics

    /** What analytics say, once the days that are marked are added up, is what a count of the orders says. */
    private void sums() {
        new RollUp(world.plain()).run(() -> true);
        List<String> told = sql.query("""
                SELECT CONCAT_WS(' ', HEX(store_id), day, HEX(product_id), currency, sale_count, refunded_count, revenue_amount,
                                 refunded_amount, net_amount) AS sums
                FROM sales_by_day ORDER BY sums
                """, row -> row.text("sums"));
        List<String> counted = sql.query("""
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
            wrong("analytics say %s, and the orders %s", told, counted);
        }
    }

    // Messages

    private record Letter(UUID message, UUID order, String kind) {}

    private void messages() {
        long unsent = number("SELECT COUNT(*) AS n FROM purchases_outbox WHERE sent_at IS NULL");
        if (unsent > 0) {
            wrong("%d messages of the outbox were not sent", unsent);
        }
        for (SimulatedQueue.Message dead : world.queue(WorkQueue.PAYMENT_EVENTS).dead()) {
            if (!history.isForged(dead.body)) {
                wrong("an event is a dead letter: %s", dead.body.replaceAll("\\s+", " "));
            }
        }
        long stuck = world.queue(WorkQueue.PAYMENT_EVENTS).size();
        long forged = history.forged.size();
        if (stuck > forged * 3) {
            wrong("%d events are still on the queue", stuck);
        }
        if (!world.queue(WorkQueue.EMAILS).isEmpty()
                || !world.queue(WorkQueue.EMAILS).dead().isEmpty()) {
            wrong("mails are still on the queue");
        }
        Map<UUID, Integer> receipts = new HashMap<>();
        Map<UUID, Integer> notices = new HashMap<>();
        for (Letter letter : sql.query(
                "SELECT message_id, order_id, kind FROM order_mails",
                row -> new Letter(row.uuid("message_id"), row.uuid("order_id"), row.text("kind")))) {
            if (World.LETTERLESS.contains(letter.kind())) {
                continue;
            }
            int copies = world.mails().copiesOf(letter.message());
            if (copies < 1 || copies > 10) {
                wrong(letter.order(), "its %s went out %d times", letter.kind(), copies);
            }
            if (!world.isMarkedSent(letter.message())) {
                wrong(letter.order(), "its %s is not recorded as sent", letter.kind());
            }
            if (letter.kind().equals("receipt")) {
                receipts.merge(letter.order(), 1, Integer::sum);
            } else if (letter.kind().equals("sale_notice")) {
                notices.merge(letter.order(), 1, Integer::sum);
            }
        }
        for (Order order : orderRows()) {
            int expected = order.wasPaid() ? 1 : 0;
            if (receipts.getOrDefault(order.id(), 0) != expected) {
                wrong(order.id(), "it is %s, and has %d receipts", order.state(), receipts.getOrDefault(order.id(), 0));
            }
            long stores =
                    number("SELECT COUNT(DISTINCT store_id) AS n FROM order_lines WHERE order_id = ?", order.id());
            if (notices.getOrDefault(order.id(), 0) != (order.wasPaid() ? stores : 0)) {
                wrong(order.id(), "it has %d notices of its sale", notices.getOrDefault(order.id(), 0));
            }
        }
        if (!world.mails().needless().isEmpty()) {
            wrong("mails that were recorded as sent were sent again");
        }
        long parked = number("SELECT COUNT(*) AS n FROM parked_events WHERE replayed_at IS NULL");
        if (parked > 0) {
            wrong("%d events are still parked", parked);
        }
        long kept = number("SELECT COUNT(*) AS n FROM parked_events");
        if (kept < world.eventsOfOtherVersions()) {
            wrong("%d events could not be read, and %d were kept", world.eventsOfOtherVersions(), kept);
        }
    }

    private void discounts() {
        sql.query("""
                        SELECT d.code, c.taken FROM discount_counts c JOIN discounts d ON d.id = c.discount_id
                        WHERE c.taken < 0 OR (c.buyer_hash = X'0000000000000000000000000000000000000000000000000000000000000000'
                                              AND c.taken > d.max_uses)
                           OR (c.buyer_hash <> X'0000000000000000000000000000000000000000000000000000000000000000'
                               AND c.taken > d.max_uses_per_buyer)
                        """, row -> "the discount " + row.text("code") + " was used " + row.number("taken") + " times")
                .forEach(wrong::add);
    }

    // Requests

    private void requests() {
        for (History.Placed placed : history.placed) {
            if (placed.ids.size() > 1) {
                wrong("%s made %d orders", placed.key, placed.ids.size());
            }
        }
        long orders = number("SELECT COUNT(*) AS n FROM orders");
        if (orders > history.placed.size()) {
            wrong("%d requests made %d orders", history.placed.size(), orders);
        }
    }

    // When something is wrong

    /** The rows, the ledger and Stripe's record of the orders that are wrong. */
    String explain() {
        StringBuilder text = new StringBuilder();
        for (UUID id : suspects.stream().limit(3).toList()) {
            String order = new OrderId(id).text();
            text.append("\n== ")
                    .append(world.story().order(order))
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
            atStripe(text, "charge", stripe.charges(), id);
            atStripe(text, "refund", stripe.refunds(), id);
            atStripe(text, "dispute", stripe.disputes(), id);
            for (JsonNode transfer : stripe.transfers()) {
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
            if (order.equals(orderOf.get(each.path("payment_intent").asString()))) {
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
        sql.query(
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
