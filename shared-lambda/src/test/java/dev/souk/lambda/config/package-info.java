/** Tests of {@code dev.souk.lambda.config} that need nothing but the JVM. */
@NullMarked
package dev.souk.lambda.config;

import org.jspecify.annotations.NullMarked;
