package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreId;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.Orders;
import dev.souk.purchases.money.PaymentFacts.RefundFact;
import dev.souk.purchases.money.Refund.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps refunds on the books. All of it under the lock of the order. */
public final class RefundBooks {
    /** So often is a surplus payment tried to be given back; then people have to see to it. */
    private static final int MOST_ATTEMPTS = 4;

    private final TransferBooks transfers;
    private final IdSource ids;

    public RefundBooks(TransferBooks transfers, IdSource ids) {
        this.transfers = transfers;
        this.ids = ids;
    }

    /** What came of news of a refund. */
    record Change(boolean any, Optional<Refund> made) {
        static final Change NONE = new Change(false, Optional.empty());
    }

    /** Takes note of a refund at Stripe. */
    Change take(Sql tx, Charge charge, RefundFact fact, Instant now) {
        Refunds refunds = Refunds.in(tx);
        Optional<Refund> known = refunds.byStripe(fact.id())
                .or(() -> fact.ours()
                        .flatMap(refunds::find)
                        .filter(refund -> refund.paymentIntent().equals(charge.paymentIntent())));
        if (known.isEmpty()) {
            return fact.failed() ? Change.NONE : made(tx, foreign(tx, charge, fact, now), fact.id(), now);
        }
        Refund refund = known.get();
        if (fact.failed()) {
            return new Change(failed(tx, refund, now), Optional.empty());
        }
        return switch (refund.state()) {
            case ASKED -> made(tx, refund, fact.id(), now);
            case MADE -> Change.NONE;
            // What failed at Stripe stays so, whatever older news say. What we gave up and Stripe did all the same is
            // taken up again.
            case FAILED ->
                refund.stripeRefund().isPresent()
                        ? Change.NONE
                        : made(tx, foreign(tx, charge, fact, now), fact.id(), now);
        };
    }

    /**
     * Writes down that the seller wants money to go back.
     *
     * @return false when that is more than is left of a line, and nothing is written
     */
    public boolean ask(Sql tx, Refund refund, Instant due) {
        for (Part part : refund.parts()) {
            if (!Orders.in(tx).refunded(refund.order(), part.position(), part.amount())) {
                return false;
            }
        }
        Refunds.in(tx).add(refund, Optional.of(due));
        return true;
    }

    /** What {@code amount} of the line at {@code position} is made of. */
    public static Part part(Sql tx, Order order, int position, long amount) {
        return Allocation.of(
                order.lines().get(position), position, Refunds.in(tx).taken(order.id()), amount);
    }

    /** A refund that was made at Stripe: over all lines, by what is left of them. */
    private Refund foreign(Sql tx, Charge charge, RefundFact fact, Instant now) {
        Refund refund = taken(tx, charge, Refund.Origin.PLATFORM, fact.amount(), fact.reason(), now);
        Refunds.in(tx).add(refund, Optional.empty());
        return refund;
    }

    /**
     * What a lost dispute took, as a refund that nobody can stop. A bank may take what was given back before: that part is the
     * platform's loss, and of no line. Empty when there is no other part.
     */
    Optional<Refund> lost(Sql tx, Charge charge, long amount, String dispute, Instant now) {
        long part = Math.min(amount, room(tx, charge, amount, now));
        if (part == 0) {
            return Optional.empty();
        }
        Refund refund = taken(tx, charge, Refund.Origin.DISPUTE, part, "The dispute was lost.", now);
        Refunds.in(tx).add(refund, Optional.empty());
        Refunds.in(tx).made(refund.id(), dispute, now);
        return Optional.of(refund);
    }

    private Refund taken(Sql tx, Charge charge, Refund.Origin origin, long amount, String reason, Instant now) {
        if (room(tx, charge, amount, now) < amount) {
            throw new PaymentMismatch("more went back of " + charge.order() + " than was paid");
        }
        return new Refund(
                new RefundId(ids.next()),
                charge.order(),
                charge.paymentIntent(),
                origin,
                Refund.State.ASKED,
                new Money(amount, charge.amount().currency()),
                reason,
                charge.role() == Charge.Role.SURPLUS ? List.of() : reserved(tx, charge.order(), amount),
                Optional.empty(),
                Optional.empty(),
                RetryKey.NEVER_USED,
                now);
    }

    /** How much is left to go back, at most {@code amount} is asked for: what we only meant to do gives way to what Stripe has done. */
    private long room(Sql tx, Charge charge, long amount, Instant now) {
        List<Refund> meant = new ArrayList<>(Refunds.in(tx).of(charge.order()).stream()
                .filter(refund -> refund.paymentIntent().equals(charge.paymentIntent()))
                .filter(refund -> refund.state() == Refund.State.ASKED)
                .toList());
        long left = left(tx, charge);
        while (left < amount && !meant.isEmpty()) {
            failed(tx, meant.removeLast(), now);
            left = left(tx, charge);
        }
        return left;
    }

    private List<Part> reserved(Sql tx, OrderId id, long amount) {
        Orders orders = Orders.in(tx);
        Order order = orders.find(id).orElseThrow();
        List<Part> parts = Allocation.over(
                order.lines(),
                Refunds.in(tx).taken(id),
                new Money(amount, order.total().currency()));
        for (Part part : parts) {
            if (!orders.refunded(id, part.position(), part.amount())) {
                throw new IllegalStateException("a line of " + id + " changed under its lock");
            }
        }
        return parts;
    }

    /**
     * Money that nobody was owed anything for goes back whole, also when part of it went back at Stripe, or when an earlier attempt
     * came to nothing; not for ever, and not while the buyer's bank has it.
     */
    void giveRestBack(Sql tx, Charge charge, boolean disputed, Instant now) {
        long failures = Refunds.in(tx).of(charge.order()).stream()
                .filter(refund ->
                        refund.paymentIntent().equals(charge.paymentIntent()) && refund.state() == Refund.State.FAILED)
                .count();
        long rest = left(tx, charge);
        if (rest > 0 && !disputed && failures < MOST_ATTEMPTS) {
            Refunds.in(tx)
                    .add(
                            taken(tx, charge, Refund.Origin.SURPLUS, rest, "The order was paid already.", now),
                            Optional.of(now));
        }
    }

    /** What of a payment has not gone back, and is not about to. */
    private static long left(Sql tx, Charge charge) {
        if (charge.role() == Charge.Role.ORDER) {
            return left(Orders.in(tx).find(charge.order()).orElseThrow());
        }
        long gone = Refunds.in(tx).of(charge.order()).stream()
                .filter(refund ->
                        refund.paymentIntent().equals(charge.paymentIntent()) && refund.state() != Refund.State.FAILED)
                .mapToLong(refund -> refund.amount().amount())
                .sum();
        return charge.amount().amount() - gone;
    }

    private static long left(Order order) {
        return order.lines().stream()
                .mapToLong(line -> line.paid() - line.refunded())
                .sum();
    }

    private Change made(Sql tx, Refund refund, String stripeRefund, Instant now) {
        if (!Refunds.in(tx).made(refund.id(), stripeRefund, now)) {
            return Change.NONE;
        }
        post(tx, Posting.Kind.REFUND, stripeRefund, refund, 1, now);
        return new Change(true, Optional.of(refund));
    }

    /** Takes note that a refund came to nothing: what it had taken or was to take is there again. True the first time. */
    public boolean failed(Sql tx, Refund refund, Instant now) {
        if (!Refunds.in(tx).failed(refund.id(), now)) {
            return false;
        }
        for (Part part : refund.parts()) {
            Orders.in(tx).refunded(refund.order(), part.position(), -part.amount());
        }
        if (refund.state() == Refund.State.MADE) {
            post(tx, Posting.Kind.REFUND_FAILED, refund.stripeRefund().orElseThrow(), refund, -1, now);
        }
        return true;
    }

    /** @param sign 1 when the money goes, -1 when it came back */
    private void post(Sql tx, Posting.Kind kind, String reference, Refund refund, int sign, Instant now) {
        Currency currency = refund.amount().currency();
        Posting.Builder posting = Posting.of(kind, reference, refund.order(), currency)
                .credit(LedgerAccount.PLATFORM_CASH, sign * refund.amount().amount());
        if (refund.parts().isEmpty()) {
            posting.debit(LedgerAccount.BUYER_PAYABLE, sign * refund.amount().amount());
        }
        for (Part part : refund.parts()) {
            posting.debit(LedgerAccount.TAX_PAYABLE, sign * part.tax()).debit(LedgerAccount.REFUNDS, sign * part.fee());
        }
        Map<StoreId, Long> shares = shares(tx, refund);
        shares.forEach((store, share) -> posting.debit(store, sign * share));
        Ledger.in(tx, ids).post(posting.at(now));
        shares.forEach((store, share) -> {
            if (sign > 0) {
                transfers.takeBack(tx, refund.order(), store, share, now);
            } else {
                transfers.giveAgain(tx, refund.order(), store, share, now);
            }
        });
    }

    /** What each store gives back of a refund. */
    static Map<StoreId, Long> shares(Sql tx, Refund refund) {
        List<OrderLine> lines =
                Orders.in(tx).find(refund.order()).map(Order::lines).orElse(List.of());
        Map<StoreId, Long> shares = new LinkedHashMap<>();
        for (Part part : refund.parts()) {
            shares.merge(lines.get(part.position()).store(), part.sellerShare(), Long::sum);
        }
        return shares;
    }
}
