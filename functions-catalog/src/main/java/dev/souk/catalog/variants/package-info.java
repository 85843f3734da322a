/** What a product is sold as: offering variants, changing and retiring them. */
@NullMarked
package dev.souk.catalog.variants;

import org.jspecify.annotations.NullMarked;
