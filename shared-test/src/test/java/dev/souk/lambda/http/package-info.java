/** Tests of {@code dev.souk.lambda.http} on real services and on events as AWS sends them. */
@NullMarked
package dev.souk.lambda.http;

import org.jspecify.annotations.NullMarked;
