/** Idempotency keys: a request sent twice is done once, and answered twice with the same words. */
@NullMarked
package dev.souk.lambda.idempotency;

import org.jspecify.annotations.NullMarked;
