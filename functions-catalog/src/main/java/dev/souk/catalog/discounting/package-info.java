/** Discounts: a seller offers them, limits them, and takes them back. */
@NullMarked
package dev.souk.catalog.discounting;

import org.jspecify.annotations.NullMarked;
