/** Every service is started for real here. */
@NullMarked
package dev.souk.embedded;

import org.jspecify.annotations.NullMarked;
