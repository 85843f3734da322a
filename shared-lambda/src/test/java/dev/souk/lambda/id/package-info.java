/** Tests of {@code dev.souk.lambda.id}. */
@NullMarked
package dev.souk.lambda.id;

import org.jspecify.annotations.NullMarked;
