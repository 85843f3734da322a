/** What the platform shows first, and in which order. */
@NullMarked
package dev.souk.catalog.featuring;

import org.jspecify.annotations.NullMarked;
