/**
 * Checkout itself: a session is opened for some line items, and is paid at most once, or expires. A payment by card is decided
 * at once; one by bank debit completes the session unpaid and is decided later. What happens is told in events.
 */
@NullMarked
package dev.souk.stripe.standin.payment;

import org.jspecify.annotations.NullMarked;
