package dev.souk.purchases.refund;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Orders;
import dev.souk.purchases.money.PaymentFacts;
import dev.souk.purchases.money.PaymentRecords;
import dev.souk.purchases.money.PaymentRefused;
import dev.souk.purchases.money.PaymentsUnreachable;
import dev.souk.purchases.money.Refund;
import dev.souk.purchases.money.Refund.Part;
import dev.souk.purchases.money.RefundBooks;
import dev.souk.purchases.money.Refunds;
import dev.souk.purchases.money.RetryKey;
import dev.souk.purchases.money.Settlement;
import dev.souk.purchases.refund.RefundOutcome.Accepted;
import dev.souk.purchases.refund.RefundOutcome.NoSuchLine;
import dev.souk.purchases.refund.RefundOutcome.NoSuchOrder;
import dev.souk.purchases.refund.RefundOutcome.NotPaid;
import dev.souk.purchases.refund.RefundOutcome.TooMuch;
import dev.souk.purchases.refund.RefundOutcome.UnderDispute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Gives buyers money back. What is to go back is set aside under the lock of the order, so that no two refunds can take the same money;
 * then Stripe is asked; and what Stripe says then is what counts. Whatever breaks in between is taken up again by {@link #resume}.
 */
public final class Refunding {
    private static final int AT_ONCE = 20;
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Database database;
    private final RefundDesk desk;
    private final PaymentRecords records;
    private final RefundBooks books;
    private final Settlement settlement;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;
    private final Log log;

    public Refunding(
            Database database,
            RefundDesk desk,
            PaymentRecords records,
            RefundBooks books,
            Settlement settlement,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            Log log) {
        this.database = database;
        this.desk = desk;
        this.records = records;
        this.books = books;
        this.settlement = settlement;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.log = log;
    }

    /**
     * What a seller wants to give back: some lines, or an amount over all of their lines, or all that is left of them.
     *
     * @param amount in minor units; empty for all that is left
     * @param lines which; none for all of what the seller's stores sold
     */
    public record Wish(OptionalLong amount, List<Line> lines, String reason) {
        public Wish {
            lines = List.copyOf(lines);
        }

        /** @param amount in minor units; empty for all that is left of it */
        public record Line(ProductId product, OptionalLong amount) {}
    }

    /** An order and the refunds of it. */
    public record Found(Order order, List<Refund> refunds) {
        public Found {
            refunds = List.copyOf(refunds);
        }
    }

    /** The refunds of an order that take something of what {@code stores} sold; empty when they sold nothing of it. */
    public Optional<Found> of(OrderId id, Set<StoreId> stores) {
        return Orders.in(database)
                .find(id)
                .filter(order -> order.lines().stream().anyMatch(line -> stores.contains(line.store())))
                .map(order -> new Found(
                        order,
                        Refunds.in(database).of(id).stream()
                                .filter(refund -> refund.parts().stream()
                                        .anyMatch(part -> stores.contains(order.lines()
                                                .get(part.position())
                                                .store())))
                                .toList()));
    }

    /** What somebody is in a store that sold something of the order; what may refund comes first. */
    public Optional<StoreRole> role(OrderId id, UserId user) {
        return Orders.in(database).role(id, user);
    }

    /** Starts the refund {@code id}, or goes on with it when an earlier attempt got only half the way. */
    public RefundOutcome start(RefundId id, Seller seller, OrderId order, Wish wish) {
        if (Refunds.in(database).find(id).isEmpty()) {
            Optional<RefundOutcome> refused = database.transaction(tx -> ask(tx, id, seller, order, wish));
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return attempt(id).or(() -> accepted(id, seller)).orElseGet(NoSuchOrder::new);
    }

    private Optional<RefundOutcome> accepted(RefundId id, Seller seller) {
        return Refunds.in(database)
                .find(id)
                .flatMap(refund -> Orders.in(database)
                        .find(refund.order())
                        .map(order -> refund.state() == Refund.State.FAILED
                                ? new RefundOutcome.Refused("refund_failed")
                                : new Accepted(refund, order, new Members(database).stores(seller))));
    }

    /** Sets the money aside; what is in the way, when something is. */
    private Optional<RefundOutcome> ask(Sql tx, RefundId id, Seller seller, OrderId orderId, Wish wish) {
        Optional<Order> found = Orders.in(tx).lock(orderId);
        // Read under the lock that the refund is made under: who was removed while waiting for it is removed.
        Set<StoreId> stores = new Members(tx).stores(seller);
        if (found.isEmpty() || found.get().lines().stream().noneMatch(line -> stores.contains(line.store()))) {
            return Optional.of(new NoSuchOrder());
        }
        Order order = found.get();
        if (order.state() == OrderState.DISPUTED) {
            return Optional.of(new UnderDispute());
        }
        if (!order.state().wasPaid() || order.paymentIntent().isEmpty()) {
            return Optional.of(new NotPaid());
        }
        List<Part> parts = new ArrayList<>();
        Optional<RefundOutcome> wrong = wish.lines().isEmpty()
                ? overAll(tx, order, stores, wish.amount(), parts)
                : overLines(tx, order, stores, wish.lines(), parts);
        if (wrong.isPresent()) {
            return wrong;
        }
        long amount = parts.stream().mapToLong(Part::amount).sum();
        Instant now = now();
        Refund refund = new Refund(
                id,
                order.id(),
                order.paymentIntent().get(),
                Refund.Origin.SELLER,
                Refund.State.ASKED,
                new Money(amount, order.total().currency()),
                wish.reason(),
                parts,
                Optional.empty(),
                Optional.of(seller.id()),
                RetryKey.NEVER_USED,
                now);
        if (!books.ask(tx, refund, now.plus(AGAIN))) {
            throw new IllegalStateException("a line of " + order.id() + " changed under its lock");
        }
        parts.stream()
                .map(part -> order.lines().get(part.position()).store())
                .distinct()
                .forEach(store -> audit.write(
                        tx,
                        store,
                        seller.id(),
                        "refund.asked_for",
                        id.text(),
                        order.id().text() + ", " + refund.amount().display()));
        return Optional.empty();
    }

    private static Optional<RefundOutcome> overAll(
            Sql tx, Order order, Set<StoreId> stores, OptionalLong wanted, List<Part> parts) {
        List<Integer> positions = new ArrayList<>();
        List<Long> rests = new ArrayList<>();
        long left = 0;
        for (int position = 0; position < order.lines().size(); position++) {
            OrderLine line = order.lines().get(position);
            long rest = line.paid() - line.refunded();
            if (stores.contains(line.store()) && rest > 0) {
                positions.add(position);
                rests.add(rest);
                left += rest;
            }
        }
        long amount = wanted.orElse(left);
        if (amount > left || left == 0) {
            return Optional.of(new TooMuch(-1, left));
        }
        List<Money> amounts = new Money(amount, order.total().currency())
                .allocate(rests.stream().mapToLong(Long::longValue).toArray());
        for (int i = 0; i < amounts.size(); i++) {
            if (!amounts.get(i).isFree()) {
                parts.add(RefundBooks.part(
                        tx, order, positions.get(i), amounts.get(i).amount()));
            }
        }
        return Optional.empty();
    }

    private static Optional<RefundOutcome> overLines(
            Sql tx, Order order, Set<StoreId> stores, List<Wish.Line> wanted, List<Part> parts) {
        for (int index = 0; index < wanted.size(); index++) {
            int position = position(order, stores, wanted.get(index).product());
            if (position < 0) {
                return Optional.of(new NoSuchLine(index));
            }
            OrderLine line = order.lines().get(position);
            long left = line.paid() - line.refunded();
            long amount = wanted.get(index).amount().orElse(left);
            if (amount > left || left == 0) {
                return Optional.of(new TooMuch(index, left));
            }
            parts.add(RefundBooks.part(tx, order, position, amount));
        }
        return Optional.empty();
    }

    private static int position(Order order, Set<StoreId> stores, ProductId product) {
        for (int position = 0; position < order.lines().size(); position++) {
            OrderLine line = order.lines().get(position);
            if (line.product().equals(product) && stores.contains(line.store())) {
                return position;
            }
        }
        return -1;
    }

    /**
     * Takes up refunds whose end is not known. One indexed query when none is due.
     *
     * @param time whether there is time for another one
     * @return how many were seen to
     */
    public int resume(BooleanSupplier time) {
        int seen = 0;
        List<RefundId> due = take();
        while (!due.isEmpty()) {
            for (RefundId id : due) {
                if (!time.getAsBoolean()) {
                    return seen;
                }
                try {
                    attempt(id);
                } catch (RuntimeException e) {
                    log.warn("refund.failed", e, "refund", id);
                }
                seen++;
            }
            due = take();
        }
        return seen;
    }

    private List<RefundId> take() {
        Instant now = now();
        return database.transaction(tx -> Refunds.in(tx).takeDue(now, now.plus(AGAIN), AT_ONCE));
    }

    /** Asks Stripe for it; what Stripe said, when it said no. An answer that does not come is waited for by others. */
    private Optional<RefundOutcome> attempt(RefundId id) {
        Refund refund = Refunds.in(database).find(id).orElseThrow();
        if (refund.state() != Refund.State.ASKED) {
            return Optional.empty();
        }
        try {
            RetryKey key = refund.key();
            if (key.isDoubtful(now()) && isSettled(refund)) {
                return Optional.empty();
            }
            RetryKey next = key.forAttempt(now());
            Refunds.in(database).attempted(id, next);
            return attempt(refund, next);
        } catch (PaymentsUnreachable e) {
            log.warn("refund.unknown", e, "refund", id);
            return Optional.empty();
        }
    }

    private Optional<RefundOutcome> attempt(Refund refund, RetryKey key) {
        try {
            desk.make(refund, key.text("refund/" + refund.id().text()));
            settle(refund);
            return Optional.empty();
        } catch (PaymentsUnreachable e) {
            if (e.spendsKey()) {
                Refunds.in(database).attempted(refund.id(), key.spent());
            }
            throw e;
        } catch (PaymentRefused e) {
            // It may have been made with an earlier key, or others may have given the money back: Stripe's record says.
            if (isSettled(refund)) {
                return Optional.empty();
            }
            log.warn("refund.refused", e, "refund", refund.id());
            database.transaction(tx -> {
                Orders.in(tx).lock(refund.order());
                return books.failed(tx, Refunds.in(tx).find(refund.id()).orElseThrow(), now());
            });
            if (refund.origin() == Refund.Origin.SURPLUS) {
                // Part of it may have gone back already: then the rest is asked for by itself.
                settle(refund);
            }
            return Optional.of(new RefundOutcome.Refused(e.code()));
        }
    }

    /** Whether Stripe's record has brought it to an end. */
    private boolean isSettled(Refund refund) {
        settle(refund);
        return Refunds.in(database).find(refund.id()).orElseThrow().state() != Refund.State.ASKED;
    }

    private void settle(Refund refund) {
        Optional<PaymentFacts> facts = records.find(refund.paymentIntent(), false);
        if (facts.isPresent()) {
            outbox.send(database.transaction(tx -> settlement.stands(tx, facts.get(), now())));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
