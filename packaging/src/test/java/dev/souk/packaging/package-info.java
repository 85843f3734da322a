/** Tests of packages with a JVM of their own. */
@NullMarked
package dev.souk.packaging;

import org.jspecify.annotations.NullMarked;
