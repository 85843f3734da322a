@NullMarked
package dev.souk.catalog.imaging;

import org.jspecify.annotations.NullMarked;
