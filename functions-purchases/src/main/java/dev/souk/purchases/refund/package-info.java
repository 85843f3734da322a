/** A seller gives money back. It is written down first, then asked of Stripe, and counts once Stripe has it. */
@NullMarked
package dev.souk.purchases.refund;

import org.jspecify.annotations.NullMarked;
