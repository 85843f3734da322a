/**
 * What becomes of an order's money: charges that came in, refunds and disputes that take it back, transfers that pay it on, and the ledger
 * that says who is owed what. {@link dev.souk.purchases.money.Settlement} brings all of it to what Stripe says now.
 */
@NullMarked
package dev.souk.purchases.money;

import org.jspecify.annotations.NullMarked;
