package dev.souk.purchases.money;

import java.util.Locale;

/** An account of the ledger. A debit is positive: what an asset gained, or what somebody is owed less. */
public enum LedgerAccount {
    /** What the platform has at Stripe. */
    PLATFORM_CASH,
    /** What Stripe takes for its work. */
    STRIPE_FEES,
    /** The platform's share of sales. */
    PLATFORM_REVENUE,
    /** What a store is owed; of each store by itself. A debit balance is a debt of the store. */
    SELLER_PAYABLE,
    /** Tax that was collected and is to be paid on. */
    TAX_PAYABLE,
    /** The platform's share of sales that was given back with a refund. */
    REFUNDS,
    /** Payments that nobody was owed anything for, until they are back with the buyer. */
    BUYER_PAYABLE,
    /** What disputes have taken: for good when they are lost, for the time being while they are open. */
    DISPUTE_LOSSES;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
