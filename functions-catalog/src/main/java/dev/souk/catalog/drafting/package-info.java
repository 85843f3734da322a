/** Drafting a product: in an own store, seen by nobody else. */
@NullMarked
package dev.souk.catalog.drafting;

import org.jspecify.annotations.NullMarked;
