/** The shop window: what can be seen of products, and by whom. */
@NullMarked
package dev.souk.catalog.window;

import org.jspecify.annotations.NullMarked;
