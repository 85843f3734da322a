/** The one HTTP server of the local run: it takes a request apart, asks the site that owns the path, and writes the answer. */
@NullMarked
package dev.souk.local.http;

import org.jspecify.annotations.NullMarked;
