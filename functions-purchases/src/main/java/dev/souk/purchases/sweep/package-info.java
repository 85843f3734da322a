/** What time alone brings about: orders that nobody paid end, pages that were promised are asked for again, old records go. */
@NullMarked
package dev.souk.purchases.sweep;

import org.jspecify.annotations.NullMarked;
