/**
 * Stripe's API under {@code /v1}: keys, versions, rate limits, idempotency keys, lists with cursors, errors, and the operations.
 * A new resource is a class of operations, added to {@link dev.souk.stripe.standin.api.StripeApi}.
 */
@NullMarked
package dev.souk.stripe.standin.api;

import org.jspecify.annotations.NullMarked;
