/** A buyer's order and what comes of it. It waits for payment until Stripe says otherwise; only a paid one delivers; what is delivered is owned for good. */
@NullMarked
package dev.souk.purchases;

import org.jspecify.annotations.NullMarked;
