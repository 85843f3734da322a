package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.purchases.money.Charge;
import dev.souk.purchases.money.Charges;
import dev.souk.purchases.money.PaymentFacts;
import dev.souk.purchases.money.PaymentFacts.DisputeFact;
import dev.souk.purchases.money.PaymentFacts.Move;
import dev.souk.purchases.money.PaymentFacts.RefundFact;
import dev.souk.purchases.money.PaymentMismatch;
import dev.souk.purchases.money.PaymentRecords;
import dev.souk.purchases.money.Posting;
import dev.souk.purchases.money.Settlement;
import dev.souk.purchases.reconcile.CashBook.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares one payment with what Stripe says of it: brings what is ours up to date, and says what cannot be. */
public final class PaymentLooks {
    private final Database database;
    private final PaymentRecords records;
    private final Settlement settlement;
    private final Outbox outbox;
    private final Log log;

    public PaymentLooks(Database database, PaymentRecords records, Settlement settlement, Outbox outbox, Log log) {
        this.database = database;
        this.records = records;
        this.settlement = settlement;
        this.outbox = outbox;
        this.log = log;
    }

    /** What does not agree; nothing, when it is well now. */
    List<Finding> look(String intent, Instant now) {
        Optional<Charge> known = Charges.in(database).find(intent);
        Optional<PaymentFacts> found = records.find(intent, known.isEmpty());
        if (found.isEmpty()) {
            return known.map(charge -> finding(Finding.Kind.PAYMENT_UNKNOWN_AT_STRIPE, intent, "of " + charge.order()))
                    .orElse(List.of());
        }
        PaymentFacts facts = found.get();
        if (known.isPresent()
                && !facts.received().equals(Optional.of(known.get().amount()))) {
            return finding(
                    Finding.Kind.AMOUNT_DIFFERS,
                    intent,
                    known.get().amount() + " here, "
                            + facts.received().map(Object::toString).orElse("nothing") + " at Stripe");
        }
        try {
            outbox.send(database.transaction(tx -> settle(tx, facts, now)));
        } catch (PaymentMismatch e) {
            // People give such money back at Stripe, and then it is well.
            return known.isEmpty() && isAllBack(facts)
                    ? List.of()
                    : finding(Finding.Kind.PAYMENT_FITS_NO_ORDER, intent, String.valueOf(e.getMessage()));
        }
        Optional<Charge> charge = Charges.in(database).find(intent);
        if (known.isEmpty() && charge.isPresent()) {
            log.warn("reconciler.payment_taken", "order", charge.get().order());
        }
        return charge.map(taken -> books(taken, facts)).orElse(List.of());
    }

    private List<Outbox.Entry> settle(Sql tx, PaymentFacts facts, Instant now) {
        List<Outbox.Entry> entries = new ArrayList<>();
        // Alone it says when there is no such order.
        facts.moneyIn().ifPresent(in -> entries.addAll(settlement.paid(tx, in, now)));
        entries.addAll(settlement.stands(tx, facts, now));
        return entries;
    }

    private static boolean isAllBack(PaymentFacts facts) {
        long back = facts.refunds().stream()
                .filter(refund -> !refund.failed())
                .mapToLong(RefundFact::amount)
                .sum();
        return facts.received().filter(in -> back >= in.amount()).isPresent();
    }

    /** The movements on Stripe's books and on ours, one by one. */
    private List<Finding> books(Charge charge, PaymentFacts facts) {
        Map<Entry, Long> here = CashBook.in(database).of(charge.order());
        List<String> differences = new ArrayList<>();
        atStripe(charge, facts).forEach((entry, amount) -> {
            long ours = here.getOrDefault(entry, 0L);
            if (entry.kind() == Posting.Kind.REFUND) {
                ours += here.getOrDefault(new Entry(Posting.Kind.REFUND_FAILED, entry.reference()), 0L);
            }
            if (ours != amount) {
                differences.add(
                        entry.kind() + " " + entry.reference() + ": " + ours + " here, " + amount + " at Stripe");
            }
        });
        return differences.isEmpty()
                ? List.of()
                : finding(Finding.Kind.LEDGER_DIFFERS, charge.paymentIntent(), String.join("; ", differences));
    }

    private static Map<Entry, Long> atStripe(Charge charge, PaymentFacts facts) {
        Map<Entry, Long> moved = new LinkedHashMap<>();
        Entry in = switch (charge.role()) {
            case ORDER -> new Entry(Posting.Kind.SALE, charge.order().text());
            case SURPLUS -> new Entry(Posting.Kind.SURPLUS, charge.paymentIntent());
        };
        facts.received().ifPresent(received -> moved.put(in, received.amount()));
        facts.fee().ifPresent(fee -> moved.put(new Entry(Posting.Kind.STRIPE_FEE, fee.reference()), -fee.amount()));
        for (RefundFact refund : facts.refunds()) {
            moved.put(new Entry(Posting.Kind.REFUND, refund.id()), refund.failed() ? 0 : -refund.amount());
        }
        for (DisputeFact dispute : facts.disputes()) {
            for (Move move : dispute.moves()) {
                moved.put(new Entry(Posting.Kind.DISPUTE_MOVED, move.reference()), move.amount() - move.fee());
            }
        }
        return moved;
    }

    private static List<Finding> finding(Finding.Kind kind, String reference, String detail) {
        return List.of(new Finding(kind, reference, detail));
    }
}
