/** Souk on LocalStack: one that runs already, or one in a container; and the parts that it takes, by themselves. */
@NullMarked
package dev.souk.localstack;

import org.jspecify.annotations.NullMarked;
