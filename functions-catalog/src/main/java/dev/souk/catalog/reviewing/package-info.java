/** Reviews: a buyer writes one of what they bought, writes it anew, or takes it back; the seller answers. */
@NullMarked
package dev.souk.catalog.reviewing;

import org.jspecify.annotations.NullMarked;
