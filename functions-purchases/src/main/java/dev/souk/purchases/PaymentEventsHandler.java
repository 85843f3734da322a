package dev.souk.purchases;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.queue.QueueFunction;

/** The worker on {@code payment-events}: Stripe's webhooks, one by one. */
public final class PaymentEventsHandler extends QueueFunction {
    /** For Lambda. */
    public PaymentEventsHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public PaymentEventsHandler(PurchasesRuntime runtime) {
        super(runtime.payments()::take, runtime.log());
    }
}
