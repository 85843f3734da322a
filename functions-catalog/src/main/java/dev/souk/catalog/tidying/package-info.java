/** What nobody comes back for is taken away. */
@NullMarked
package dev.souk.catalog.tidying;

import org.jspecify.annotations.NullMarked;
