/** Has the buyers of a product told of a new version. */
@NullMarked
package dev.souk.catalog.notice;

import org.jspecify.annotations.NullMarked;
