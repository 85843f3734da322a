/** Putting a product up for sale, once there is something to deliver, and taking it off again. */
@NullMarked
package dev.souk.catalog.publishing;

import org.jspecify.annotations.NullMarked;
