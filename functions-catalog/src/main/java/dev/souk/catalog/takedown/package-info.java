/** Products and reviews that the platform takes off its pages, what their sellers say about that, and what is decided then. */
@NullMarked
package dev.souk.catalog.takedown;

import org.jspecify.annotations.NullMarked;
