package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Stored;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where money goes once it was paid, with the levers of those who are not sellers: banks, buyers, Stripe's own people. */
public final class Money {
    /** What it keeps in the store. */
    public static final List<Class<? extends Stored>> KINDS =
            List.of(BalanceTransaction.class, Refund.class, Dispute.class, Transfer.class, ConnectedBalance.class);

    private final Store store;
    private final Books books;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Transfers transfers;

    /** @param banksTake how long a bank takes for a refund; null for until {@link #settleRefund} says so */
    public Money(
            Store store,
            Events events,
            PaymentJson json,
            Clock clock,
            Ids ids,
            Books books,
            Destinations destinations,
            @Nullable Duration banksTake) {
        this.store = store;
        this.books = books;
        this.disputes = new Disputes(store, events, clock, ids, books);
        this.refunds = new Refunds(store, events, json, clock, ids, books, disputes, banksTake);
        this.transfers = new Transfers(store, events, clock, ids, books, destinations);
    }

    public Books books() {
        return books;
    }

    public Refunds refunds() {
        return refunds;
    }

    public Disputes disputes() {
        return disputes;
    }

    public Transfers transfers() {
        return transfers;
    }

    public Optional<Instant> runDue(Instant now) {
        return refunds.runDue(now);
    }

    public void takeUpUnfinished() {
        refunds.takeUpUnfinished();
    }

    /**
     * Somebody refunds at Stripe's dashboard. The refund carries no metadata, and its events name no request.
     *
     * @param chargeOrIntent an id
     * @param amount null for all that is left
     * @throws IllegalArgumentException with Stripe's reason when it is refused
     */
    public Refund refundFromDashboard(String chargeOrIntent, @Nullable Long amount) {
        RefundRequest asked = RefundRequest.fromDashboard(chargeOrIntent, amount);
        return switch (store.change(transaction -> refunds.make(transaction, asked, Cause.NO_REQUEST))) {
            case Outcome.Done<Refund> done -> done.value();
            case Outcome.Refused<Refund> refused -> throw new IllegalArgumentException(refused.message());
        };
    }

    /**
     * The buyer's bank takes a pending refund, or sends one back, even one that had succeeded. False when there is none, or
     * nothing to decide.
     */
    public boolean settleRefund(String refundId, boolean succeeded) {
        return succeeded ? refunds.arrive(refundId) : refunds.fail(refundId, "unknown");
    }

    /**
     * A buyer asks the bank for the money back, and the bank takes it.
     *
     * @param chargeOrIntent an id
     * @param amount null for the whole charge
     * @param reason Stripe's word, such as {@code fraudulent}
     * @return the dispute's id
     * @throws IllegalArgumentException when there is no such payment, or it cannot be disputed
     */
    public String openDispute(String chargeOrIntent, @Nullable Long amount, String reason) {
        return disputes.open(chargeOrIntent, amount, reason, false);
    }

    /** As {@link #openDispute}, but the bank only asks yet: {@code warning_needs_response}, and no money moves. */
    public String openInquiry(String chargeOrIntent, @Nullable Long amount, String reason) {
        return disputes.open(chargeOrIntent, amount, reason, true);
    }

    /** An inquiry becomes a dispute. False when it is none, or over. */
    public boolean escalateInquiry(String disputeId) {
        return disputes.escalate(disputeId);
    }

    /** The bank looks at it: {@code under_review}, or {@code warning_under_review}. False when there is none, or it is over. */
    public boolean reviewDispute(String disputeId) {
        return disputes.review(disputeId);
    }

    /** The bank decides: {@code won} or {@code lost}; an inquiry becomes {@code warning_closed}. False when it is over. */
    public boolean decideDispute(String disputeId, boolean won) {
        return disputes.decide(disputeId, won);
    }

    /** What a connected account holds at Stripe, in minor units. */
    public long balanceOf(String account, String currency) {
        return transfers.balanceOf(account, currency);
    }

    /** The same by currency. */
    public Map<String, Long> balancesOf(String account) {
        return transfers.balancesOf(account);
    }

    /** A connected account's money goes to its bank; transfers to it cannot be reversed any more. */
    public void emptyBalance(String account) {
        transfers.emptyBalance(account);
    }

    /** A connected account loses its capability for transfers, or has it again. */
    public void cutOff(String account, boolean off) {
        transfers.cutOff(account, off);
    }
}
