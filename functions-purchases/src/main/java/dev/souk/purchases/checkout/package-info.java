/** From a cart to a page where it can be paid: prices are fixed, the order is written down, and only then is Stripe asked. */
@NullMarked
package dev.souk.purchases.checkout;

import org.jspecify.annotations.NullMarked;
