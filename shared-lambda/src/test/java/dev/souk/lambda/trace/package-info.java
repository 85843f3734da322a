@NullMarked
package dev.souk.lambda.trace;

import org.jspecify.annotations.NullMarked;
