package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Events;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passing money on to connected accounts, and taking it back as long as they have it. */
public final class Transfers {
    private final Store store;
    private final Events events;
    private final Clock clock;
    private final Ids ids;
    private final Books books;
    private final Destinations destinations;
    private final Set<String> cutOff = ConcurrentHashMap.newKeySet();

    Transfers(Store store, Events events, Clock clock, Ids ids, Books books, Destinations destinations) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.ids = ids;
        this.books = books;
        this.destinations = destinations;
    }

    public Outcome<Transfer> make(Transaction transaction, TransferRequest asked, Cause cause) {
        Outcome.Refused<Transfer> unfit = unfit(asked.destination());
        if (unfit != null) {
            return unfit;
        }
        String source = asked.sourceTransaction();
        return source == null
                ? makeFromBalance(transaction, asked, cause)
                : transaction
                        .find(Charge.class, source)
                        .map(charge -> makeFrom(transaction, charge, asked, cause))
                        .orElseGet(() -> Outcome.Refused.because(
                                "resource_missing", "source_transaction", "No such charge: '" + source + "'"));
    }

    private Outcome.@Nullable Refused<Transfer> unfit(String destination) {
        if (!destinations.exists(destination)) {
            return Outcome.Refused.because(
                    "resource_missing", "destination", "No such destination: '" + destination + "'");
        }
        if (cutOff.contains(destination) || !destinations.canReceive(destination)) {
            return Outcome.Refused.because(
                    "insufficient_capabilities_for_transfer",
                    "destination",
                    "Your destination account needs to have at least one of the following capabilities enabled: "
                            + "transfers, crypto_transfers, legacy_payments");
        }
        return null;
    }

    private Outcome<Transfer> makeFromBalance(Transaction transaction, TransferRequest asked, Cause cause) {
        Books.Balance balance = books.balances(transaction).getOrDefault(asked.currency(), new Books.Balance(0, 0));
        if (asked.amount() > balance.available()) {
            return Outcome.Refused.because(
                    "balance_insufficient",
                    null,
                    "You have insufficient available funds in your Stripe account. Try adding funds directly to your "
                            + "available balance by creating Charges using the 4000000000000077 test card.");
        }
        return made(transaction, asked, asked.transferGroup(), null, cause);
    }

    private Outcome<Transfer> makeFrom(Transaction transaction, Charge charge, TransferRequest asked, Cause cause) {
        if (!charge.isSucceeded() || charge.balanceTransaction() == null) {
            return Outcome.Refused.because(
                    null, "source_transaction", "The source charge " + charge.id() + " has not succeeded.");
        }
        if (!charge.currency().equals(asked.currency())) {
            return Outcome.Refused.because(
                    null,
                    "currency",
                    "The currency of source_transaction's balance transaction (" + charge.currency()
                            + ") must be the same as the transfer currency (" + asked.currency() + ")");
        }
        if (asked.amount() > charge.amount() - charge.transferred()) {
            return Outcome.Refused.because(
                    null,
                    "amount",
                    "Transfers using this transaction as a source must not exceed the source amount of "
                            + Currencies.format(charge.amount(), charge.currency())
                            + ". (There are already existing transfers using this source, amounting to a total of "
                            + Currencies.format(charge.transferred(), charge.currency()) + ".)");
        }
        transaction.put(charge.withTransfer(asked.amount()));
        BalanceTransaction source = transaction
                .find(BalanceTransaction.class, charge.balanceTransaction())
                .orElseThrow();
        return made(
                transaction,
                asked,
                Objects.requireNonNullElse(asked.transferGroup(), charge.transferGroup()),
                source,
                cause);
    }

    private Outcome<Transfer> made(
            Transaction transaction,
            TransferRequest asked,
            @Nullable String group,
            @Nullable BalanceTransaction source,
            Cause cause) {
        String id = ids.next("tr_1", 23);
        // What comes from a charge leaves when the charge's money is there.
        BalanceTransaction entry = books.enter(
                transaction,
                BalanceTransaction.Type.TRANSFER,
                -asked.amount(),
                0,
                asked.currency(),
                id,
                Objects.requireNonNullElse(asked.description(), ""),
                source == null ? clock.instant() : source.availableOn());
        Transfer transfer = new Transfer(
                id,
                clock.instant(),
                asked.amount(),
                asked.currency(),
                asked.destination(),
                ids.next("py_1", 23),
                asked.sourceTransaction(),
                group,
                asked.description(),
                asked.metadata(),
                entry.id(),
                List.of());
        transaction.put(transfer);
        transaction.put(
                balance(transaction, asked.destination(), asked.currency()).plus(asked.amount()));
        events.emit(transaction, "transfer.created", MoneyJson.transfer(transfer), cause);
        return new Outcome.Done<>(transfer);
    }

    /** @param amount null for all that is left of it */
    public Outcome<TransferReversal> reverse(
            Transaction transaction,
            Transfer transfer,
            @Nullable Long amount,
            Map<String, String> metadata,
            Cause cause) {
        long rest = transfer.unreversed();
        if (rest == 0) {
            return Outcome.Refused.because(null, null, "Transfer " + transfer.id() + " is already fully reversed.");
        }
        long taken = amount == null ? rest : amount;
        if (taken > rest) {
            return Outcome.Refused.because(
                    null,
                    "amount",
                    "Transfer reversal amount (" + Currencies.format(taken, transfer.currency())
                            + ") is greater than unreversed amount on transfer ("
                            + Currencies.format(rest, transfer.currency()) + ")");
        }
        ConnectedBalance theirs = balance(transaction, transfer.destination(), transfer.currency());
        if (taken > theirs.amount()) {
            return Outcome.Refused.because(
                    "balance_insufficient",
                    null,
                    "Insufficient funds in the connected account " + transfer.destination()
                            + " to reverse this transfer.");
        }
        String id = ids.next("trr_1", 23);
        BalanceTransaction entry = books.enter(
                transaction,
                BalanceTransaction.Type.TRANSFER_REFUND,
                taken,
                0,
                transfer.currency(),
                id,
                "REFUND FOR TRANSFER",
                clock.instant());
        TransferReversal reversal = new TransferReversal(
                id, clock.instant(), taken, transfer.currency(), transfer.id(), entry.id(), metadata);
        Transfer after = transfer.with(reversal);
        transaction.put(after);
        transaction.put(theirs.plus(-taken));
        events.emit(transaction, "transfer.reversed", MoneyJson.transfer(after), cause);
        return new Outcome.Done<>(reversal);
    }

    public Transfer describe(
            Transaction transaction,
            Transfer transfer,
            @Nullable String description,
            Map<String, String> metadata,
            Cause cause) {
        Transfer described = transfer.described(description, metadata);
        transaction.put(described);
        events.emit(transaction, "transfer.updated", MoneyJson.transfer(described), cause);
        return described;
    }

    private static ConnectedBalance balance(Transaction transaction, String account, String currency) {
        return transaction
                .find(ConnectedBalance.class, ConnectedBalance.id(account, currency))
                .orElseGet(() -> ConnectedBalance.none(account, currency));
    }

    /** What a connected account holds, by currency. */
    Map<String, Long> balancesOf(String account) {
        Map<String, Long> balances = new TreeMap<>();
        store.of(ConnectedBalance.class, account)
                .forEach(balance -> balances.put(balance.currency(), balance.amount()));
        return balances;
    }

    /** What a connected account holds, in minor units. */
    long balanceOf(String account, String currency) {
        Optional<ConnectedBalance> balance = store.find(ConnectedBalance.class, ConnectedBalance.id(account, currency));
        return balance.map(ConnectedBalance::amount).orElse(0L);
    }

    /** The account's money goes to its bank, so that there is nothing left to take back. */
    void emptyBalance(String account) {
        store.change(transaction -> {
            transaction
                    .of(ConnectedBalance.class, account)
                    .forEach(balance -> transaction.put(ConnectedBalance.none(account, balance.currency())));
            return account;
        });
    }

    void cutOff(String account, boolean off) {
        if (off) {
            cutOff.add(account);
        } else {
            cutOff.remove(account);
        }
    }
}
