/** Editing a product: only its owner does, and of two edits of one version only one is kept. */
@NullMarked
package dev.souk.catalog.editing;

import org.jspecify.annotations.NullMarked;
