package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Records;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Giving money back. A refund to a card is done at once, one to a bank account when the bank says so. */
public final class Refunds {
    private final Store store;
    private final Events events;
    private final PaymentJson json;
    private final Clock clock;
    private final Ids ids;
    private final Books books;
    private final Disputes disputes;
    private final @Nullable Duration banksTake;
    private final Agenda agenda = new Agenda();

    Refunds(
            Store store,
            Events events,
            PaymentJson json,
            Clock clock,
            Ids ids,
            Books books,
            Disputes disputes,
            @Nullable Duration banksTake) {
        this.store = store;
        this.events = events;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.books = books;
        this.disputes = disputes;
        this.banksTake = banksTake;
    }

    /** Gives back all or a part of a charge, once it was taken. */
    public Outcome<Refund> make(Transaction transaction, RefundRequest asked, Cause cause) {
        return switch (charge(transaction, asked)) {
            case Outcome.Refused<Charge> none ->
                new Outcome.Refused<>(none.status(), none.code(), none.param(), none.message());
            case Outcome.Done<Charge> found -> make(transaction, found.value(), asked, cause);
        };
    }

    private Outcome<Refund> make(Transaction transaction, Charge charge, RefundRequest asked, Cause cause) {
        if (!charge.isSucceeded()) {
            return Outcome.Refused.because(
                    "charge_not_refundable", null, "Charge " + charge.id() + " has not succeeded; nothing to refund.");
        }
        if (charge.unrefunded() == 0) {
            return Outcome.Refused.because(
                    "charge_already_refunded", null, "Charge " + charge.id() + " has already been refunded.");
        }
        if (disputes.forbidRefunds(transaction, charge)) {
            return Outcome.Refused.because(
                    "charge_disputed",
                    null,
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.");
        }
        long amount = asked.amount() == null ? charge.unrefunded() : asked.amount();
        if (amount > charge.unrefunded()) {
            return Outcome.Refused.because(null, "amount", tooMuch(charge, amount));
        }
        Optional<String> complaint = Currencies.unevenness(amount, charge.currency());
        if (complaint.isPresent()) {
            return Outcome.Refused.because(null, "amount", complaint.get());
        }
        Refund refund = take(transaction, charge, amount, asked);
        Charge after = charge.withRefund(amount);
        transaction.put(refund);
        transaction.put(after);
        transaction.afterwards(() -> remember(refund));
        events.emit(transaction, "refund.created", MoneyJson.refund(refund), cause);
        events.emit(transaction, "charge.refunded", json.charge(after), cause);
        disputes.refunded(transaction, after);
        return new Outcome.Done<>(refund);
    }

    private static String tooMuch(Charge charge, long amount) {
        String rest = charge.refunded() == 0 ? "charge amount (" : "unrefunded amount on charge (";
        return "Refund amount (" + Currencies.format(amount, charge.currency()) + ") is greater than " + rest
                + Currencies.format(charge.unrefunded(), charge.currency()) + ")";
    }

    private Refund take(Transaction transaction, Charge charge, long amount, RefundRequest asked) {
        boolean byBank = charge.isByBank();
        String id = ids.next(byBank ? "pyr_1" : "re_3", 23);
        BalanceTransaction entry = books.enter(
                transaction,
                byBank ? BalanceTransaction.Type.PAYMENT_REFUND : BalanceTransaction.Type.REFUND,
                -amount,
                0,
                charge.currency(),
                id,
                "REFUND FOR " + (byBank ? "PAYMENT" : "CHARGE"),
                clock.instant());
        return new Refund(
                id,
                clock.instant(),
                amount,
                charge.currency(),
                charge.id(),
                charge.paymentIntent(),
                byBank ? Refund.Status.PENDING : Refund.Status.SUCCEEDED,
                asked.reason(),
                asked.metadata(),
                entry.id(),
                null,
                null,
                byBank && banksTake != null ? clock.instant().plus(banksTake) : null);
    }

    private static Outcome<Charge> charge(Records records, RefundRequest asked) {
        String intentId = asked.paymentIntent();
        if (intentId == null) {
            String id = String.valueOf(asked.charge());
            return found(records.find(Charge.class, id), "charge", id);
        }
        PaymentIntent intent = records.find(PaymentIntent.class, intentId).orElse(null);
        if (intent == null) {
            return found(Optional.empty(), "payment_intent", intentId);
        }
        if (intent.status() != PaymentIntent.Status.SUCCEEDED || intent.latestCharge() == null) {
            return Outcome.Refused.because(
                    null, null, "This PaymentIntent (" + intentId + ") does not have a successful charge to refund.");
        }
        return found(records.find(Charge.class, intent.latestCharge()), "charge", intent.latestCharge());
    }

    private static Outcome<Charge> found(Optional<Charge> charge, String kind, String id) {
        return charge.<Outcome<Charge>>map(Outcome.Done::new)
                .orElseGet(() ->
                        new Outcome.Refused<>(404, "resource_missing", kind, "No such " + kind + ": '" + id + "'"));
    }

    public Optional<Refund> describe(Transaction transaction, String id, Map<String, String> metadata, Cause cause) {
        return transaction.find(Refund.class, id).map(refund -> {
            Refund described = refund.withMetadata(metadata);
            transaction.put(described);
            changed(transaction, described, cause);
            return described;
        });
    }

    /** A refund that is pending arrives. False when there is none. */
    boolean arrive(String id) {
        return store.change(transaction -> arrive(transaction, id));
    }

    private boolean arrive(Transaction transaction, String id) {
        Refund refund = transaction.find(Refund.class, id).orElse(null);
        if (refund == null || refund.status() != Refund.Status.PENDING) {
            return false;
        }
        Refund arrived = refund.succeeded();
        transaction.put(arrived);
        changed(transaction, arrived, Cause.NO_REQUEST);
        return true;
    }

    /** The buyer's bank sends it back, even one that had seemed to arrive. False when there is none, or it had failed. */
    boolean fail(String id, String why) {
        return store.change(transaction -> {
            Refund refund = transaction.find(Refund.class, id).orElse(null);
            if (refund == null || refund.status() == Refund.Status.FAILED) {
                return false;
            }
            BalanceTransaction entry = books.enter(
                    transaction,
                    BalanceTransaction.Type.REFUND_FAILURE,
                    refund.amount(),
                    0,
                    refund.currency(),
                    refund.id(),
                    "REFUND FAILURE",
                    clock.instant());
            Refund failed = refund.failed(why, entry.id());
            transaction.put(failed);
            transaction.put(transaction
                    .find(Charge.class, refund.charge())
                    .orElseThrow()
                    .withRefund(-refund.amount()));
            changed(transaction, failed, Cause.NO_REQUEST);
            events.emit(transaction, "refund.failed", MoneyJson.refund(failed), Cause.NO_REQUEST);
            return true;
        });
    }

    private void changed(Transaction transaction, Refund refund, Cause cause) {
        events.emit(transaction, "refund.updated", MoneyJson.refund(refund), cause);
        events.emit(transaction, "charge.refund.updated", MoneyJson.refund(refund), cause);
    }

    Optional<Instant> runDue(Instant now) {
        return agenda.run(now, this::arrive);
    }

    void takeUpUnfinished() {
        store.newestFirst(Refund.class).reversed().forEach(this::remember);
    }

    private void remember(Refund refund) {
        if (refund.settlesAt() != null) {
            agenda.add(refund.settlesAt(), refund.id());
        }
    }
}
