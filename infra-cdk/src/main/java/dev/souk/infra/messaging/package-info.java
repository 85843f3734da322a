/** What waits to be done: each work queue with its dead letters, and the way of mail events to theirs. */
@NullMarked
package dev.souk.infra.messaging;

import org.jspecify.annotations.NullMarked;
