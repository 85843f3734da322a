/** What Stripe tells us, believed only when signed, fresh and new: one event moves an order once. */
@NullMarked
package dev.souk.purchases.payment;

import org.jspecify.annotations.NullMarked;
