/** What the simulation has to reach inside functions-purchases. */
@NullMarked
package dev.souk.purchases;

import org.jspecify.annotations.NullMarked;
