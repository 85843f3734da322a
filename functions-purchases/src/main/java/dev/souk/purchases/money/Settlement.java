package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.purchases.DiscountUses;
import dev.souk.purchases.Fulfilment;
import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderNews;
import dev.souk.purchases.Orders;
import dev.souk.purchases.SalesBook;
import dev.souk.purchases.SellerNews;
import dev.souk.purchases.money.PaymentFacts.DisputeFact;
import dev.souk.purchases.money.PaymentFacts.Fee;
import dev.souk.purchases.money.PaymentFacts.RefundFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings an order and its money to what Stripe says now. Whoever hears of something (a webhook, a refund's answer, the reconciler)
 * looks it up and hands it over; in whatever order and however often that happens, the end is the same. What is known is only ever
 * added to, under the lock of the order, so that older news change nothing.
 */
public final class Settlement {
    private final Fulfilment fulfilment;
    private final RefundBooks refunds;
    private final DisputeBooks disputes;
    private final Standing standing;
    private final RefundLetters letters;
    private final OrderNews news;
    private final SellerNews sellers;
    private final IdSource ids;

    public Settlement(
            Fulfilment fulfilment,
            RefundBooks refunds,
            DisputeBooks disputes,
            Standing standing,
            RefundLetters letters,
            OrderNews news,
            SellerNews sellers,
            IdSource ids) {
        this.fulfilment = fulfilment;
        this.refunds = refunds;
        this.disputes = disputes;
        this.standing = standing;
        this.letters = letters;
        this.news = news;
        this.sellers = sellers;
        this.ids = ids;
    }

    /**
     * Takes money in: fulfils the order, or gives the money back when the order was paid by other money, or can no longer be given.
     *
     * @return what the outbox is to send after the commit
     * @throws PaymentMismatch when there is no such order or it asks for another amount
     */
    public List<Outbox.Entry> paid(Sql tx, MoneyIn in, Instant now) {
        Order order = Orders.in(tx)
                .lock(in.order())
                .orElseThrow(() -> new PaymentMismatch("a payment of an order we do not have"));
        return paid(tx, order, in, now);
    }

    private List<Outbox.Entry> paid(Sql tx, Order order, MoneyIn in, Instant now) {
        if (!in.settles(order)) {
            throw new PaymentMismatch("a payment of another amount than " + order.id() + " owes");
        }
        if (in.paymentIntent().isPresent()
                && Charges.in(tx).find(in.paymentIntent().get()).isPresent()) {
            return List.of();
        }
        if (!order.state().wasPaid() && keepsItsPrice(tx, order)) {
            return fulfilment.fulfil(tx, order, in, now).orElse(List.of());
        }
        in.paymentIntent().ifPresent(intent -> giveBack(tx, order, intent, in, now));
        return List.of();
    }

    /** False when the discount that it was made with went to somebody else meanwhile. */
    private static boolean keepsItsPrice(Sql tx, Order order) {
        return order.discount().isEmpty() || DiscountUses.in(tx).use(order.id());
    }

    private void giveBack(Sql tx, Order order, String intent, MoneyIn in, Instant now) {
        Money amount = new Money(in.total(), in.currency());
        Charges.in(tx).add(new Charge(intent, order.id(), Charge.Role.SURPLUS, amount, Optional.empty()), now, now);
        Ledger.in(tx, ids)
                .post(Posting.of(Posting.Kind.SURPLUS, intent, order.id(), in.currency())
                        .debit(LedgerAccount.PLATFORM_CASH, in.total())
                        .credit(LedgerAccount.BUYER_PAYABLE, in.total())
                        .at(now));
        Refunds.in(tx)
                .add(
                        new Refund(
                                new RefundId(ids.next()),
                                order.id(),
                                intent,
                                Refund.Origin.SURPLUS,
                                Refund.State.ASKED,
                                amount,
                                "The order was paid already.",
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                RetryKey.NEVER_USED,
                                now),
                        Optional.of(now));
    }

    /**
     * Brings an order to what Stripe says of one of its payments. Money that is not known here yet has to be among the facts.
     *
     * @return what the outbox is to send after the commit
     * @throws PaymentMismatch as {@link #paid}
     */
    public List<Outbox.Entry> stands(Sql tx, PaymentFacts facts, Instant now) {
        Optional<Charge> known = Charges.in(tx).find(facts.paymentIntent());
        Optional<Order> found = known.map(Charge::order).or(facts::order).flatMap(Orders.in(tx)::lock);
        if (found.isEmpty()) {
            return List.of();
        }
        List<Outbox.Entry> entries = new ArrayList<>();
        Order order = found.get();
        if (facts.moneyIn().isPresent()) {
            entries.addAll(paid(tx, order, facts.moneyIn().get(), now));
        }
        Optional<Charge> charge = Charges.in(tx).find(facts.paymentIntent());
        if (charge.isEmpty()) {
            return entries;
        }
        order = Orders.in(tx).find(order.id()).orElse(order);
        known(tx, charge.get(), facts, now);
        List<Refund> made = new ArrayList<>();
        boolean moved = !facts.disputes().isEmpty();
        for (RefundFact fact : facts.refunds()) {
            RefundBooks.Change change = refunds.take(tx, charge.get(), fact, now);
            moved |= change.any();
            change.made().ifPresent(made::add);
        }
        for (DisputeFact fact : facts.disputes()) {
            entries.addAll(disputes.take(tx, order, charge.get(), fact, now));
        }
        if (charge.get().role() == Charge.Role.SURPLUS) {
            boolean disputed = facts.disputes().stream().anyMatch(fact -> fact.stage() == Dispute.Stage.OPEN);
            refunds.giveRestBack(tx, charge.get(), disputed, now);
        }
        boolean revoked = moved && standing.update(tx, order.id(), now);
        if (moved) {
            restated(tx, order.id());
            entries.add(news.put(tx, order.id()));
        }
        for (Refund refund : made) {
            entries.add(letters.write(tx, order, refund, revoked, now));
            entries.addAll(sellers.refunded(tx, order, refund.id(), amounts(refund), now));
        }
        return entries;
    }

    /** What a refund or a dispute did to the sales of the order. Nothing, when the money was a surplus to an order that nobody has. */
    private void restated(Sql tx, OrderId id) {
        Orders.in(tx).find(id).filter(order -> order.state().wasPaid()).ifPresent(SalesBook.in(tx, ids)::restate);
    }

    private static Map<Integer, Long> amounts(Refund refund) {
        Map<Integer, Long> amounts = new LinkedHashMap<>();
        refund.parts().forEach(part -> amounts.merge(part.position(), part.amount(), Long::sum));
        return amounts;
    }

    private void known(Sql tx, Charge charge, PaymentFacts facts, Instant now) {
        if (facts.charge().isEmpty() || facts.fee().isEmpty()) {
            return;
        }
        Fee fee = facts.fee().get();
        if (charge.charge().isEmpty()) {
            Charges.in(tx).known(charge.paymentIntent(), facts.charge().get());
        }
        if (fee.amount() != 0) {
            Ledger.in(tx, ids)
                    .post(Posting.of(Posting.Kind.STRIPE_FEE, fee.reference(), charge.order(), fee.currency())
                            .debit(LedgerAccount.STRIPE_FEES, fee.amount())
                            .credit(LedgerAccount.PLATFORM_CASH, fee.amount())
                            .at(now));
        }
    }
}
