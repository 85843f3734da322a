/**
 * Packages for {@code provided.al2023}: a function with a JVM of its own and a cache of the classes that it loaded and linked in a training
 * run, in which it was given real events of a market that runs.
 */
@NullMarked
package dev.souk.packaging;

import org.jspecify.annotations.NullMarked;
