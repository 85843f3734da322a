package dev.souk.purchases.money;

import dev.souk.model.TransferId;
import java.util.Optional;

/** Sends money to stores' Stripe accounts and takes it back. All throw {@link PaymentsUnreachable} and {@link PaymentRefused}. */
public interface TransferRecords {
    /** What Stripe says of one now. */
    Optional<TransferFacts> find(String stripeTransfer);

    /** The transfer that was made for this order and store, whatever became of the answer then. */
    Optional<TransferFacts> madeFor(Transfer transfer);

    /**
     * Sends {@code transfer.sent()} to {@code transfer.destination()}.
     *
     * @param charge the charge that a sale's money comes from: it is there as soon as the charge's is
     * @return Stripe's name of it
     */
    String send(Transfer transfer, String charge, String idempotencyKey);

    /** Takes back a part; Stripe's name of it. */
    String reverse(Transfer transfer, Reversal reversal, String idempotencyKey);

    /** The name under which Stripe's idempotency keys of a transfer begin. */
    static String keyName(TransferId transfer) {
        return "transfer/" + transfer.text();
    }
}
