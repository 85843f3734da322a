package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Buyers' disputes with their banks: who asks, what the seller says, and where the money goes. */
public final class Disputes {
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(9);

    private final Store store;
    private final Events events;
    private final Clock clock;
    private final Ids ids;
    private final Books books;

    Disputes(Store store, Events events, Clock clock, Ids ids, Books books) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.ids = ids;
        this.books = books;
    }

    boolean forbidRefunds(Transaction transaction, Charge charge) {
        return of(transaction, charge).filter(Dispute::forbidsRefunds).isPresent();
    }

    /** A buyer who has the money back has nothing more to ask. */
    void refunded(Transaction transaction, Charge charge) {
        of(transaction, charge)
                .filter(dispute ->
                        dispute.status().isInquiry() && !dispute.status().isOver() && charge.unrefunded() == 0)
                .ifPresent(dispute -> end(transaction, dispute, Dispute.Status.WARNING_CLOSED, Cause.NO_REQUEST));
    }

    private static Optional<Dispute> of(Transaction transaction, Charge charge) {
        return Optional.ofNullable(charge.dispute()).flatMap(id -> transaction.find(Dispute.class, id));
    }

    /**
     * A buyer asks the bank for the money.
     *
     * @param chargeOrIntent an id
     * @param amount null for the whole charge
     * @param inquiry whether the bank only asks yet
     * @return the dispute's id
     * @throws IllegalArgumentException when there is no such payment, or it cannot be disputed
     */
    String open(String chargeOrIntent, @Nullable Long amount, String reason, boolean inquiry) {
        return store.change(transaction -> {
            Charge charge = charge(transaction, chargeOrIntent);
            if (!charge.isSucceeded() || charge.dispute() != null) {
                throw new IllegalArgumentException("cannot be disputed (again): " + charge.id());
            }
            long disputed = amount == null ? charge.amount() : amount;
            if (disputed < 1 || disputed > charge.amount()) {
                throw new IllegalArgumentException("the amount must be from 1 to " + charge.amount());
            }
            Instant now = clock.instant();
            Dispute dispute = new Dispute(
                    ids.next("du_1", 23),
                    now,
                    disputed,
                    charge.currency(),
                    charge.id(),
                    charge.paymentIntent(),
                    reason,
                    inquiry ? Dispute.Status.WARNING_NEEDS_RESPONSE : Dispute.Status.NEEDS_RESPONSE,
                    Map.of(),
                    0,
                    now.plus(TIME_TO_ANSWER),
                    Map.of(),
                    List.of());
            transaction.put(charge.disputedBy(dispute.id()));
            Dispute opened = inquiry ? dispute : dispute.moved(withdrawal(transaction, dispute));
            transaction.put(opened);
            emit(transaction, "created", opened, Cause.NO_REQUEST);
            if (!inquiry) {
                emit(transaction, "funds_withdrawn", opened, Cause.NO_REQUEST);
            }
            return opened.id();
        });
    }

    private static Charge charge(Transaction transaction, String id) {
        String chargeId = transaction
                .find(PaymentIntent.class, id)
                .map(PaymentIntent::latestCharge)
                .orElse(id);
        return transaction
                .find(Charge.class, chargeId)
                .orElseThrow(() -> new IllegalArgumentException("no such payment: " + id));
    }

    private BalanceTransaction withdrawal(Transaction transaction, Dispute dispute) {
        return books.enter(
                transaction,
                BalanceTransaction.Type.DISPUTE,
                -dispute.amount(),
                books.rules().disputeFee(),
                dispute.currency(),
                dispute.id(),
                "Chargeback withdrawal for " + dispute.charge(),
                clock.instant());
    }

    /** An inquiry becomes a dispute that takes the money. False when it is no inquiry, or over. */
    boolean escalate(String id) {
        return store.change(transaction -> {
            Dispute inquiry = transaction.find(Dispute.class, id).orElse(null);
            if (inquiry == null
                    || !inquiry.status().isInquiry()
                    || inquiry.status().isOver()) {
                return false;
            }
            Dispute escalated = inquiry.now(Dispute.Status.NEEDS_RESPONSE).moved(withdrawal(transaction, inquiry));
            transaction.put(escalated);
            emit(transaction, "updated", escalated, Cause.NO_REQUEST);
            emit(transaction, "funds_withdrawn", escalated, Cause.NO_REQUEST);
            return true;
        });
    }

    /** The bank decides: an inquiry is closed, a dispute won or lost. False when there is none, or it is over. */
    boolean decide(String id, boolean won) {
        return store.change(transaction -> {
            Dispute dispute = transaction.find(Dispute.class, id).orElse(null);
            if (dispute == null || dispute.status().isOver()) {
                return false;
            }
            Dispute.Status inquiry = Dispute.Status.WARNING_CLOSED;
            Dispute.Status verdict = won ? Dispute.Status.WON : Dispute.Status.LOST;
            end(transaction, dispute, dispute.status().isInquiry() ? inquiry : verdict, Cause.NO_REQUEST);
            return true;
        });
    }

    private Dispute end(Transaction transaction, Dispute dispute, Dispute.Status status, Cause cause) {
        Dispute over = dispute.now(status);
        if (status == Dispute.Status.WON) {
            over = over.moved(books.enter(
                    transaction,
                    BalanceTransaction.Type.DISPUTE_REVERSAL,
                    dispute.amount(),
                    0,
                    dispute.currency(),
                    dispute.id(),
                    "Chargeback reversal for " + dispute.charge(),
                    clock.instant()));
        }
        transaction.put(over);
        emit(transaction, "closed", over, cause);
        if (status == Dispute.Status.WON) {
            emit(transaction, "funds_reinstated", over, cause);
        }
        return over;
    }

    /** The bank has the evidence in hand. False when there is no dispute that waits for a response. */
    boolean review(String id) {
        return store.change(transaction -> transaction
                .find(Dispute.class, id)
                .filter(dispute -> !dispute.status().isOver())
                .map(dispute -> submitted(transaction, dispute, Cause.NO_REQUEST))
                .isPresent());
    }

    private Dispute submitted(Transaction transaction, Dispute dispute, Cause cause) {
        Dispute submitted = dispute.submitted();
        transaction.put(submitted);
        emit(transaction, "updated", submitted, cause);
        return submitted;
    }

    /** What the seller says; it is added to what was said before, and an empty text takes it back. */
    public Outcome<Dispute> answer(
            Transaction transaction,
            Dispute dispute,
            Map<String, String> evidence,
            @Nullable Map<String, String> metadata,
            boolean submit,
            Cause cause) {
        boolean speaks = submit || !evidence.isEmpty();
        if (speaks && (dispute.status().isOver() || dispute.submissions() > 0)) {
            return Outcome.Refused.because(
                    null,
                    null,
                    "This dispute is already " + (dispute.status().isOver() ? "closed" : "submitted")
                            + ", so its evidence cannot be changed.");
        }
        Map<String, String> all = new TreeMap<>(dispute.evidence());
        all.putAll(evidence);
        all.values().removeIf(String::isEmpty);
        Dispute said = dispute.saying(all, metadata == null ? dispute.metadata() : metadata);
        if (submit) {
            return new Outcome.Done<>(submitted(transaction, said, cause));
        }
        transaction.put(said);
        emit(transaction, "updated", said, cause);
        return new Outcome.Done<>(said);
    }

    /** The seller gives in. */
    public Outcome<Dispute> giveIn(Transaction transaction, Dispute dispute, Cause cause) {
        if (dispute.status().isOver()) {
            return Outcome.Refused.because(null, null, "This dispute is already closed.");
        }
        Dispute.Status end = dispute.status().isInquiry() ? Dispute.Status.WARNING_CLOSED : Dispute.Status.LOST;
        return new Outcome.Done<>(end(transaction, dispute, end, cause));
    }

    private void emit(Transaction transaction, String what, Dispute dispute, Cause cause) {
        events.emit(transaction, "charge.dispute." + what, MoneyJson.dispute(dispute), cause);
    }
}
