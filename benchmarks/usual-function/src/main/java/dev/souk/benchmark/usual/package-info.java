/** The usual: an empty function as tutorials write it, with typed events. */
@NullMarked
package dev.souk.benchmark.usual;

import org.jspecify.annotations.NullMarked;
