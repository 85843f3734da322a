/** {@code make demo}: the whole first sale, played by HTTP alone, each step with the curl that does the same. */
@NullMarked
package dev.souk.local.demo;

import org.jspecify.annotations.NullMarked;
