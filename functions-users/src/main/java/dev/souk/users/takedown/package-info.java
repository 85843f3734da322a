/** Stores that the platform takes off its pages, what their owners say about that, and what is decided then. */
@NullMarked
package dev.souk.users.takedown;

import org.jspecify.annotations.NullMarked;
