/** Telling again what was told or not told before, and trying an endpoint. */
@NullMarked
package dev.souk.webhooks.resending;

import org.jspecify.annotations.NullMarked;
