/** Getting a file in: announced first, then uploaded by a signed link, then held against what was announced. Only what is as announced is ever ready. */
@NullMarked
package dev.souk.catalog.upload;

import org.jspecify.annotations.NullMarked;
