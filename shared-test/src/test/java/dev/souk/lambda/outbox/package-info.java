/** Tests of {@code dev.souk.lambda.outbox} on real services and on events as AWS sends them. */
@NullMarked
package dev.souk.lambda.outbox;

import org.jspecify.annotations.NullMarked;
