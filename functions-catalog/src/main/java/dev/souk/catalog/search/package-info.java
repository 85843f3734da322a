/** Finding products: by words, with filters and facets, also when a word is misspelt. */
@NullMarked
package dev.souk.catalog.search;

import org.jspecify.annotations.NullMarked;
