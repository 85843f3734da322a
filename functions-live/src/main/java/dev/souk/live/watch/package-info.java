/** What those who are connected ask for: to watch an order, and to watch it no longer. */
@NullMarked
package dev.souk.live.watch;

import org.jspecify.annotations.NullMarked;
