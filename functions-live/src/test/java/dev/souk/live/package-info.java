/** Tests of live updates. */
@NullMarked
package dev.souk.live;

import org.jspecify.annotations.NullMarked;
