/** Tests of what happens around a snapshot. */
@NullMarked
package dev.souk.lambda.priming;

import org.jspecify.annotations.NullMarked;
