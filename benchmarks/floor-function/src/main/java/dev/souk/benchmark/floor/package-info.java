/** The floor: a function that does nothing and needs nothing. */
@NullMarked
package dev.souk.benchmark.floor;

import org.jspecify.annotations.NullMarked;
