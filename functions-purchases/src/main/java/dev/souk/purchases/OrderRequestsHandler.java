package dev.souk.purchases;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.queue.QueueFunction;

/** The worker on {@code order-requests}: opens payment pages that could not be opened at once. */
public final class OrderRequestsHandler extends QueueFunction {
    /** For Lambda. */
    public OrderRequestsHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public OrderRequestsHandler(PurchasesRuntime runtime) {
        super(runtime.orderRequests()::take, runtime.log());
    }
}
