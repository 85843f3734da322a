/** Tells buyers of new versions of what they bought, unless they want none of it. */
@NullMarked
package dev.souk.purchases.version;

import org.jspecify.annotations.NullMarked;
