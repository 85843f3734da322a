/** The export that is ready: where a seller's sales can be had as a file. */
@NullMarked
package dev.souk.email.export;

import org.jspecify.annotations.NullMarked;
