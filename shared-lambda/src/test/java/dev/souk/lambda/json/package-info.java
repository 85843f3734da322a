/** Tests of what is taken for JSON, and what is said of what is not. */
@NullMarked
package dev.souk.lambda.json;

import org.jspecify.annotations.NullMarked;
