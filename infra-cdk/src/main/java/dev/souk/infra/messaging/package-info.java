/** What waits to be done: each work queue with its dead letters. */
@NullMarked
package dev.souk.infra.messaging;

import org.jspecify.annotations.NullMarked;
