/** What holds for the kit as a whole. */
@NullMarked
package dev.souk.kit;

import org.jspecify.annotations.NullMarked;
