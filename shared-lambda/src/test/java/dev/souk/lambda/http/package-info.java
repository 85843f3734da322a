/** Tests of {@code dev.souk.lambda.http} that need nothing but the JVM. */
@NullMarked
package dev.souk.lambda.http;

import org.jspecify.annotations.NullMarked;
