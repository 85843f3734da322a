/** The whole of Souk, started and stopped. */
@NullMarked
package dev.souk.local;

import org.jspecify.annotations.NullMarked;
