/** A folder of data and who may have it. */
@NullMarked
package dev.souk.local.home;

import org.jspecify.annotations.NullMarked;
