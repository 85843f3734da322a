package dev.souk.purchases.money;

import java.util.Optional;

/** What Stripe knows of payments. */
public interface PaymentRecords {
    /**
     * What it says now.
     *
     * @param withMoneyIn whether what came in is wanted, which costs another call
     * @throws PaymentsUnreachable when it cannot be asked
     */
    Optional<PaymentFacts> find(String paymentIntent, boolean withMoneyIn);
}
