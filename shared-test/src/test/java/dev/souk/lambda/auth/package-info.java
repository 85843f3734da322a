/** Tests of {@code dev.souk.lambda.auth} on real services and on events as AWS sends them. */
@NullMarked
package dev.souk.lambda.auth;

import org.jspecify.annotations.NullMarked;
