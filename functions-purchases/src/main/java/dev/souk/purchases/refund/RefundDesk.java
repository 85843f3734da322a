package dev.souk.purchases.refund;

import dev.souk.purchases.money.Refund;

/** Where refunds are made. */
public interface RefundDesk {
    /**
     * Makes a refund.
     *
     * @throws dev.souk.purchases.money.PaymentsUnreachable when it may have been made or not
     * @throws dev.souk.purchases.money.PaymentRefused when it was not made, with this key
     */
    void make(Refund refund, String idempotencyKey);
}
