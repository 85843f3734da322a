/** Tests of {@code dev.souk.lambda.log} that need nothing but the JVM. */
@NullMarked
package dev.souk.lambda.log;

import org.jspecify.annotations.NullMarked;
