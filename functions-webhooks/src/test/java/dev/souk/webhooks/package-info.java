/** Tests of live updates. */
@NullMarked
package dev.souk.webhooks;

import org.jspecify.annotations.NullMarked;
