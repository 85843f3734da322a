/** Saying what a bundle gives. */
@NullMarked
package dev.souk.catalog.bundling;

import org.jspecify.annotations.NullMarked;
