package dev.souk.purchases.payout;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.model.TransferId;
import dev.souk.purchases.Shops;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.money.Charge;
import dev.souk.purchases.money.Charges;
import dev.souk.purchases.money.Ledger;
import dev.souk.purchases.money.PaymentRefused;
import dev.souk.purchases.money.PaymentsUnreachable;
import dev.souk.purchases.money.RetryKey;
import dev.souk.purchases.money.Reversal;
import dev.souk.purchases.money.Transfer;
import dev.souk.purchases.money.TransferBooks;
import dev.souk.purchases.money.TransferFacts;
import dev.souk.purchases.money.TransferFacts.ReversalFact;
import dev.souk.purchases.money.TransferRecords;
import dev.souk.purchases.money.Transfers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends the sellers' shares that are due, and takes back what buyers got back. What a store owes is kept back from what is sent to it
 * next. Every step is written down before Stripe is asked, so that a crash or a lost answer neither loses nor doubles it. One indexed
 * query when nothing is due.
 */
public final class Payouts {
    private static final int AT_ONCE = 20;
    /** Longer than any call may take: who takes one has it for himself for so long. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private static final Duration NOT_NOW = Duration.ofHours(1);

    private final Database database;
    private final TransferRecords records;
    private final TransferBooks books;
    private final IdSource ids;
    private final Clock clock;
    private final Log log;

    public Payouts(
            Database database, TransferRecords records, TransferBooks books, IdSource ids, Clock clock, Log log) {
        this.database = database;
        this.records = records;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Does what is due.
     *
     * @param time whether there is time for another one
     * @return how many were seen to
     */
    public int run(BooleanSupplier time) {
        int seen = 0;
        List<TransferId> due = take();
        while (!due.isEmpty()) {
            for (TransferId id : due) {
                if (!time.getAsBoolean()) {
                    return seen;
                }
                see(id);
                seen++;
            }
            due = take();
        }
        return seen;
    }

    private List<TransferId> take() {
        Instant now = now();
        return database.transaction(tx -> Transfers.in(tx).takeDue(now, now.plus(AGAIN), AT_ONCE));
    }

    private void see(TransferId id) {
        try {
            Optional<Transfer> sendable = database.transaction(tx -> reserve(tx, id));
            if (sendable.isPresent()) {
                send(sendable.get());
            }
            for (Reversal reversal : database.transaction(tx -> reversals(tx, id))) {
                reverse(id, reversal);
            }
        } catch (RuntimeException e) {
            log.warn("transfer.failed", e, "transfer", id);
        }
    }

    /** Decides how much is sent, and writes it down; empty when nothing is to be sent now. */
    private Optional<Transfer> reserve(Sql tx, TransferId id) {
        Transfers transfers = Transfers.in(tx);
        Transfer seen = transfers.find(id).orElseThrow();
        if (seen.state() == Transfer.State.SENT) {
            return Optional.empty();
        }
        transfers.lockBalance(seen.store(), seen.currency());
        Transfer transfer = transfers.lock(id).orElseThrow();
        if (transfer.state() == Transfer.State.SENT) {
            return Optional.empty();
        }
        Instant now = now();
        if (transfer.state() == Transfer.State.SENDING) {
            return Optional.of(transfer);
        }
        if (transfer.due() <= 0) {
            transfers.due(id, Optional.empty());
            return Optional.empty();
        }
        Optional<String> charge = Charges.in(tx).find(transfer.paymentIntent()).flatMap(Charge::charge);
        Optional<String> account = Optional.ofNullable(
                        Shops.in(tx).stores(List.of(transfer.store())).get(transfer.store()))
                .filter(Store::canBePaid)
                .flatMap(Store::payoutAccount);
        if (charge.isEmpty() || account.isEmpty()) {
            transfers.due(id, Optional.of(now.plus(charge.isEmpty() ? AGAIN : NOT_NOW)));
            return Optional.empty();
        }
        // In this order: should more be taken back in between, too much is sent, and that is kept back from the next
        // one.
        // What is to be reversed anyway must not be kept back as well.
        long available = Ledger.in(tx, ids).owedTo(transfer.store(), transfer.currency())
                - transfers.beingSent(transfer.store(), transfer.currency())
                + transfers.comingBack(transfer.store(), transfer.currency());
        long amount = Math.min(transfer.due(), available);
        if (amount <= 0) {
            transfers.due(id, Optional.of(now.plus(NOT_NOW)));
            return Optional.empty();
        }
        transfers.sending(id, amount, account.get(), transfer.key());
        return transfers.find(id);
    }

    private void send(Transfer transfer) {
        String charge = Charges.in(database)
                .find(transfer.paymentIntent())
                .flatMap(Charge::charge)
                .orElseThrow();
        RetryKey key = transfer.key();
        if (key.isDoubtful(now())) {
            Optional<TransferFacts> made = records.madeFor(transfer);
            if (made.isPresent()) {
                sent(transfer, made.get().stripeTransfer());
                return;
            }
        }
        RetryKey next = key.forAttempt(now());
        Transfers.in(database).attempted(transfer.id(), next);
        try {
            sent(transfer, records.send(transfer, charge, next.text(TransferRecords.keyName(transfer.id()))));
        } catch (PaymentsUnreachable e) {
            if (e.spendsKey()) {
                Transfers.in(database).attempted(transfer.id(), next.spent());
            }
            throw e;
        } catch (PaymentRefused e) {
            // What was refused under this key was not done under it; it may have been done under an earlier one.
            Optional<TransferFacts> made = records.madeFor(transfer);
            if (made.isPresent()) {
                sent(transfer, made.get().stripeTransfer());
            } else {
                log.warn("transfer.refused", e, "transfer", transfer.id());
                database.transaction(tx -> {
                    Transfers.in(tx).held(transfer.id(), now().plus(NOT_NOW));
                    return true;
                });
            }
        }
    }

    private void sent(Transfer transfer, String stripeTransfer) {
        Instant now = now();
        database.transaction(tx -> {
            Transfer locked = Transfers.in(tx).lock(transfer.id()).orElseThrow();
            books.sent(tx, locked, stripeTransfer, now);
            if (locked.excess() > 0) {
                Transfers.in(tx).due(transfer.id(), Optional.of(now));
            }
            return true;
        });
        log.info("transfer.sent", "transfer", transfer.id());
    }

    /** What is to be taken back, asked for and not answered, or new; all of it written down. */
    private List<Reversal> reversals(Sql tx, TransferId id) {
        Transfers transfers = Transfers.in(tx);
        Transfer seen = transfers.find(id).orElseThrow();
        transfers.lockBalance(seen.store(), seen.currency());
        Transfer transfer = transfers.lock(id).orElseThrow();
        if (transfer.state() != Transfer.State.SENT) {
            return List.of();
        }
        List<Reversal> open = transfers.openReversals(id);
        if (!open.isEmpty()) {
            return open;
        }
        long wanted = transfer.excess();
        if (transfers.wasRefused(id)) {
            // Meanwhile the debt may have been kept back from what was sent later.
            long owed = Ledger.in(tx, ids).owedTo(transfer.store(), transfer.currency())
                    - transfers.beingSent(transfer.store(), transfer.currency());
            wanted = Math.min(wanted, -owed);
        }
        if (wanted <= 0) {
            transfers.due(id, Optional.empty());
            return List.of();
        }
        Reversal reversal = new Reversal(ids.next(), id, wanted, RetryKey.NEVER_USED);
        transfers.askReversal(reversal, now());
        return List.of(reversal);
    }

    private void reverse(TransferId id, Reversal reversal) {
        Transfer transfer = Transfers.in(database).find(id).orElseThrow();
        RetryKey key = reversal.key();
        if (key.isDoubtful(now()) && found(transfer, reversal)) {
            return;
        }
        RetryKey next = key.forAttempt(now());
        Transfers.in(database).attempted(reversal.id(), next);
        try {
            String name = records.reverse(transfer, reversal, next.text("reversal/" + reversal.id()));
            reversed(transfer, new ReversalFact(name, Optional.of(reversal.id()), reversal.amount()));
        } catch (PaymentsUnreachable e) {
            if (e.spendsKey()) {
                Transfers.in(database).attempted(reversal.id(), next.spent());
            }
            throw e;
        } catch (PaymentRefused e) {
            if (!found(transfer, reversal)) {
                log.warn("transfer.reversal_refused", e, "transfer", id);
                Instant now = now();
                database.transaction(tx -> {
                    Transfers.in(tx).refused(reversal.id(), now);
                    Transfers.in(tx).due(id, Optional.of(now.plus(NOT_NOW)));
                    return true;
                });
            }
        }
    }

    private boolean found(Transfer transfer, Reversal reversal) {
        Optional<ReversalFact> made = records.find(transfer.stripeTransfer().orElseThrow()).stream()
                .flatMap(facts -> facts.reversals().stream())
                .filter(fact -> fact.ours().filter(reversal.id()::equals).isPresent())
                .findFirst();
        made.ifPresent(fact -> reversed(transfer, fact));
        return made.isPresent();
    }

    private void reversed(Transfer transfer, ReversalFact fact) {
        Instant now = now();
        database.transaction(tx -> {
            Transfer locked = Transfers.in(tx).lock(transfer.id()).orElseThrow();
            books.reversed(tx, locked, fact, now);
            Transfers.in(tx).due(transfer.id(), Optional.of(now));
            return true;
        });
        log.info("transfer.reversed", "transfer", transfer.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
