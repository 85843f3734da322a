/** Editing a product: an owner or editor of its store does, and of two edits of one version only one is kept. */
@NullMarked
package dev.souk.catalog.editing;

import org.jspecify.annotations.NullMarked;
