/** Endpoints as their sellers make, change and remove them, and their secrets. */
@NullMarked
package dev.souk.webhooks.registering;

import org.jspecify.annotations.NullMarked;
