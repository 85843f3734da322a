package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All transfers. */
public interface Transfers {
    static Transfers in(Sql sql) {
        return new SqlTransfers(sql);
    }

    /** Writes down what an order owes a store; it is sent when it is due. */
    void add(Transfer transfer);

    Optional<Transfer> find(TransferId id);

    /** The transfer, which nobody else can change or lock before this transaction ends. */
    Optional<Transfer> lock(TransferId id);

    /** The transfer that Stripe calls so. */
    Optional<Transfer> byStripe(String stripeTransfer);

    List<Transfer> of(OrderId order);

    /** The newest transfers to {@code store} older than {@code before}, at most {@code most}. */
    List<Transfer> of(StoreId store, Optional<TransferId> before, int most);

    /** All transfers of an order to a store, the latest first, which nobody else can change before this transaction ends. */
    List<Transfer> lockAll(OrderId order, StoreId store);

    /** Adds {@code amount} (which may be negative) to what the store gives back of it; to be seen to at {@code due}. */
    void takeBack(TransferId id, long amount, Instant due);

    /** Takes up to {@code most} that are due; each is due again at {@code again}. */
    List<TransferId> takeDue(Instant now, Instant again, int most);

    /** It is due at {@code at}; never, when empty. */
    void due(TransferId id, Optional<Instant> at);

    /** Nobody else can work out what can be sent to the store before this transaction ends. */
    void lockBalance(StoreId store, Currency currency);

    /** What is being sent to a store and is not on the ledger yet. */
    long beingSent(StoreId store, Currency currency);

    /** What a store has, or is being sent, too much of, and is about to be taken back; not what its account could not cover when that was tried. */
    long comingBack(StoreId store, Currency currency);

    /** Keeps that {@code amount} is about to be sent. */
    void sending(TransferId id, long amount, String destination, RetryKey key);

    /** Keeps the key that Stripe is asked with. */
    void attempted(TransferId id, RetryKey key);

    /** Keeps that Stripe has sent it; true the first time. */
    boolean sent(TransferId id, String stripeTransfer, Instant at);

    /** Keeps that Stripe would not; it is held again. */
    void held(TransferId id, Instant due);

    /** Writes down that {@code amount} is to be taken back. */
    void askReversal(Reversal reversal, Instant at);

    /** The reversals of a transfer whose end is not known. */
    List<Reversal> openReversals(TransferId id);

    void attempted(UUID reversal, RetryKey key);

    /** Keeps that Stripe has taken it back; true the first time. */
    boolean reversed(Reversal reversal, String stripeReversal, Instant at);

    /** Keeps a reversal that was made at Stripe and not by us; true the first time. */
    boolean reversedElsewhere(TransferId id, UUID reversal, long amount, String stripeReversal, Instant at);

    /** Keeps that Stripe would not take it back. */
    void refused(UUID reversal, Instant at);

    /** Whether Stripe has refused to take this transfer back before. */
    boolean wasRefused(TransferId id);
}
