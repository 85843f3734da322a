package dev.souk.purchases.checkout;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.OrderRequestMessages;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.model.OrderId;
import dev.souk.purchases.Order;
import dev.souk.purchases.Orders;
import dev.souk.purchases.Pauses;
import dev.souk.purchases.checkout.PageOpening.Opening;
import dev.souk.purchases.money.PaymentsUnreachable;
import java.time.Duration;

/**
 * Opens the payment pages of orders that were taken without one, no faster than Stripe can bear. What cannot be opened now stays on the
 * queue; what Stripe refuses ends in the dead letters, from where it can be sent again once the reason is gone.
 */
public final class OrderRequests {
    /** How often Stripe is asked within one delivery while it only wants to be asked less often. */
    private static final int TRIES = 5;

    private static final Duration WHEN_LIMITED = Duration.ofSeconds(1);
    private static final Duration WHEN_DOWN = Duration.ofSeconds(2);

    private final Database database;
    private final PageOpening opening;
    private final Pace pace;
    private final Log log;

    /** @param perSecond how many pages are asked for in a second, by all threads together */
    public OrderRequests(Database database, PageOpening opening, int perSecond, Pauses pauses, Log log) {
        this.database = database;
        this.opening = opening;
        this.pace = new Pace(perSecond, pauses);
        this.log = log;
    }

    /** Acts on one message from the {@code order-requests} queue; a second one for the same order finds nothing to do. */
    public void take(QueueMessage message) throws InterruptedException {
        OrderId id = OrderRequestMessages.read(message.body()).order();
        Log.about("order", id);
        Order order = Orders.in(database)
                .find(id)
                .orElseThrow(() -> new IllegalStateException("a request for " + id + ", which does not exist"));
        if (order.needsPage()) {
            open(order);
        }
    }

    private void open(Order order) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            pace.await();
            try {
                switch (opening.open(order)) {
                    case Opening.Ready _ -> log.info("checkout.page_opened", "order", order.id(), "tries", tries);
                    case Opening.SellerCutOff _ ->
                        throw new IllegalStateException("a seller of " + order.id() + " cannot be paid now");
                }
                return;
            } catch (PaymentsUnreachable e) {
                pace.pause(e.isLimit() ? WHEN_LIMITED : WHEN_DOWN);
                if (!e.isLimit() || tries == TRIES) {
                    throw e;
                }
            }
        }
    }
}
