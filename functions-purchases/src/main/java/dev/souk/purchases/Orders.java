package dev.souk.purchases;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.purchases.money.RetryKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All orders. */
public interface Orders {
    static Orders in(Sql sql) {
        return new SqlOrders(sql);
    }

    /**
     * Writes a new order down with its lines, unless one of their stores is on vacation or was taken down by then; {@code token} opens it.
     *
     * @param expiryDue when it is to be looked at, should it be unpaid by then
     * @param offers what its lines were made of: the statement that writes it looks whether each still stands
     * @return false when a store takes no orders or an offer is another one by now, and nothing was written
     */
    boolean add(Order order, PurchaseToken token, Instant expiryDue, List<Offer> offers);

    Optional<Order> find(OrderId id);

    /** The order, which nobody else can change or lock before this transaction ends. */
    Optional<Order> lock(OrderId id);

    /** The order when {@code reader} may see it; another's does not exist for them. */
    Optional<Order> find(OrderId id, Reader reader);

    /** What somebody is in a store that sold something of the order. */
    Optional<StoreRole> role(OrderId id, UserId user);

    /** Whether {@code token} opens any order. */
    boolean isOpenedBy(PurchaseToken token);

    /** The newest orders of {@code buyer} that are older than {@code before}, at most {@code most}. */
    List<Order> of(UserId buyer, Optional<OrderId> before, int most);

    /**
     * Keeps where the order can be paid, while it waits for payment and has no page. It is to be looked at again an hour after the page
     * closes.
     *
     * @return true when that was so
     */
    boolean opened(OrderId id, PaymentPage page);

    /** The key that Stripe was last asked with for the order's page. */
    RetryKey pageKey(OrderId id);

    /** Keeps that the order's page is to be asked for with {@code key}, and asked for again at {@code due} should there be none by then. */
    void owePage(OrderId id, RetryKey key, Instant due);

    /** Takes the next key in place of {@code old}; false when somebody else has, or there is nothing to pay any more. */
    boolean renewPageKey(OrderId id, RetryKey old, RetryKey next);

    /** Keeps that {@code key} is of no more use. */
    void spendPageKey(OrderId id, RetryKey key);

    /**
     * Keeps that the buyer was told to wait for the page, which is asked for again at {@code due} should there be none by then; false when
     * there is one, or none is needed any more.
     */
    boolean promisePage(OrderId id, Instant due);

    /** Keeps that nobody is to ask for the order's page by themselves. */
    void leavePage(OrderId id);

    /**
     * Keeps an order as paid, with what was paid for each line.
     *
     * @param order with the lines as they were paid
     * @param tax what of the total is tax
     * @return true the first time, false when it was paid already: a repeated webhook changes nothing
     */
    boolean markPaid(Order order, long total, long tax, Optional<String> paymentIntent, Instant at);

    /** True when the order was waiting for payment and now is {@code state}: {@code EXPIRED} or {@code FAILED}. */
    boolean markUnpaid(OrderId id, OrderState state);

    /** True when the order was in one of {@code from} and now is in {@code to}. */
    boolean move(OrderId id, Set<OrderState> from, OrderState to);

    /** Changes what was refunded of a line by {@code by}; false when more would have gone back than was paid. */
    boolean refunded(OrderId id, int position, long by);
}
