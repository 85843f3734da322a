/** Orders and Stripe's record of them, compared in both directions: what is safe is repaired, what is not is reported. */
@NullMarked
package dev.souk.purchases.reconcile;

import org.jspecify.annotations.NullMarked;
