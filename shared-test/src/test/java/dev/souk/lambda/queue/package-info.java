/** Tests of {@code dev.souk.lambda.queue} on real services and on events as AWS sends them. */
@NullMarked
package dev.souk.lambda.queue;

import org.jspecify.annotations.NullMarked;
