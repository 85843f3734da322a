/** Configuration, read once from the environment. What is missing fails the start, by name; secrets print as {@code [secret]}. */
@NullMarked
package dev.souk.lambda.config;

import org.jspecify.annotations.NullMarked;
