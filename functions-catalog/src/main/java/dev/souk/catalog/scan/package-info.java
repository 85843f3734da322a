/** What becomes of files once they have been scanned for malware. */
@NullMarked
package dev.souk.catalog.scan;

import org.jspecify.annotations.NullMarked;
