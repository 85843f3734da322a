/** Pays sellers: their share of each order goes to their Stripe account, and comes back when the buyer's money does. */
@NullMarked
package dev.souk.purchases.payout;

import org.jspecify.annotations.NullMarked;
