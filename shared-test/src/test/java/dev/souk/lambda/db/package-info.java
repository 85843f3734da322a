/** Tests of {@code dev.souk.lambda.db} on real services and on events as AWS sends them. */
@NullMarked
package dev.souk.lambda.db;

import org.jspecify.annotations.NullMarked;
