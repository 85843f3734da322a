/** Handing out a file to whoever owns it: counted, then linked to; the bytes go from S3 to the buyer. */
@NullMarked
package dev.souk.purchases.download;

import org.jspecify.annotations.NullMarked;
