/** Tests of {@code dev.souk.lambda.idempotency} on real services and on events as AWS sends them. */
@NullMarked
package dev.souk.lambda.idempotency;

import org.jspecify.annotations.NullMarked;
