/** Stripe's webhooks: which of them are Stripe's. Without Stripe's own library, which a worker may not need for anything else. */
@NullMarked
package dev.souk.lambda.stripe;

import org.jspecify.annotations.NullMarked;
