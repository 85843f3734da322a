/** Tests of {@code dev.souk.lambda.json} that need nothing but the JVM. */
@NullMarked
package dev.souk.lambda.json;

import org.jspecify.annotations.NullMarked;
