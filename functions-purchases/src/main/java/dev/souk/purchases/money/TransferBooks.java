package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import dev.souk.purchases.money.TransferFacts.ReversalFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps transfers and what was taken back of them on the books. All of it under the lock of the transfer. */
public final class TransferBooks {
    private final IdSource ids;

    public TransferBooks(IdSource ids) {
        this.ids = ids;
    }

    /** Takes note of what Stripe says of a transfer. */
    public void take(Sql tx, TransferFacts facts, Instant now) {
        Optional<Transfer> known = Transfers.in(tx)
                .byStripe(facts.stripeTransfer())
                .flatMap(found -> Transfers.in(tx).lock(found.id()));
        if (known.isPresent()) {
            for (ReversalFact fact : facts.reversals()) {
                reversed(tx, known.get(), fact, now);
            }
        }
    }

    /** A store gives {@code amount} of an order back, since the buyer gets it back. */
    void takeBack(Sql tx, OrderId order, StoreId store, long amount, Instant now) {
        long rest = amount;
        for (Transfer transfer : Transfers.in(tx).lockAll(order, store)) {
            long part = Math.min(rest, transfer.due());
            if (part > 0) {
                Transfers.in(tx).takeBack(transfer.id(), part, now);
                rest -= part;
            }
        }
        if (rest > 0) {
            throw new IllegalStateException("a store gives back more of " + order + " than it was owed");
        }
    }

    /** The buyer did not get {@code amount} back after all: it is the store's again. What was sent once cannot be added to. */
    void giveAgain(Sql tx, OrderId order, StoreId store, long amount, Instant now) {
        long rest = amount;
        List<Transfer> all = Transfers.in(tx).lockAll(order, store);
        for (Transfer transfer : all) {
            long part = transfer.state() == Transfer.State.HELD ? Math.min(rest, transfer.takenBack()) : 0;
            if (part > 0) {
                Transfers.in(tx).takeBack(transfer.id(), -part, now);
                rest -= part;
            }
        }
        if (rest > 0) {
            Transfer latest = all.getFirst();
            Transfers.in(tx)
                    .add(Transfer.held(
                            new TransferId(ids.next()),
                            order,
                            store,
                            latest.sequence() + 1,
                            latest.paymentIntent(),
                            latest.currency(),
                            rest,
                            now,
                            now));
        }
    }

    /** Takes note that Stripe has sent it. */
    public void sent(Sql tx, Transfer transfer, String stripeTransfer, Instant now) {
        if (Transfers.in(tx).sent(transfer.id(), stripeTransfer, now)) {
            Ledger.in(tx, ids)
                    .post(Posting.of(Posting.Kind.TRANSFER, transfer.id().text(), transfer.order(), transfer.currency())
                            .debit(transfer.store(), transfer.sent())
                            .credit(LedgerAccount.PLATFORM_CASH, transfer.sent())
                            .at(now));
        }
    }

    /** Takes note that Stripe has taken a part back, for a reversal of ours or somebody else's. */
    public void reversed(Sql tx, Transfer transfer, ReversalFact fact, Instant now) {
        Optional<Reversal> ours = fact.ours()
                .flatMap(id -> Transfers.in(tx).openReversals(transfer.id()).stream()
                        .filter(reversal -> reversal.id().equals(id))
                        .findFirst());
        boolean first = ours.isPresent()
                ? Transfers.in(tx).reversed(ours.get(), fact.id(), now)
                : Transfers.in(tx).reversedElsewhere(transfer.id(), ids.next(), fact.amount(), fact.id(), now);
        if (first) {
            Ledger.in(tx, ids)
                    .post(Posting.of(Posting.Kind.TRANSFER_REVERSED, fact.id(), transfer.order(), transfer.currency())
                            .debit(LedgerAccount.PLATFORM_CASH, fact.amount())
                            .credit(transfer.store(), fact.amount())
                            .at(now));
        }
    }
}
