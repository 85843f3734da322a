/** A small shop to look at from the first minute, made by the same HTTP calls that a seller's browser makes. */
@NullMarked
package dev.souk.local.seed;

import org.jspecify.annotations.NullMarked;
