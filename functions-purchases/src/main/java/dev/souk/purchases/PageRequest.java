package dev.souk.purchases;

import dev.souk.lambda.message.OrderRequestMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.OrderId;
import dev.souk.model.message.OrderRequest;
import dev.souk.model.message.WorkQueue;

/** Asks the worker for an order's payment page. */
public final class PageRequest {
    private PageRequest() {}

    /**
     * The message. It is named like its order, so that there is one in the outbox, and whoever opens the page can take it back. It may be
     * sent as often as one likes: an order that has its page needs nothing.
     */
    public static Outbox.Entry of(OrderId order) {
        return new Outbox.Entry(
                order.value(), WorkQueue.ORDER_REQUESTS, OrderRequestMessages.write(new OrderRequest(order)));
    }
}
