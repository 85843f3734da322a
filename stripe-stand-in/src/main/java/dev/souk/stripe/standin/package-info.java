/**
 * A stand-in for Stripe's test mode that runs in this process: enough of its API for stripe-java, its hosted payment page, its
 * signed webhooks, its limits and its failures. {@link dev.souk.stripe.standin.StripeStandIn} starts it.
 */
@NullMarked
package dev.souk.stripe.standin;

import org.jspecify.annotations.NullMarked;
