/** Tests of what scans uploads. */
@NullMarked
package dev.souk.local.scan;

import org.jspecify.annotations.NullMarked;
