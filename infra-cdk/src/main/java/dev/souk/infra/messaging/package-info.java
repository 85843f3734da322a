/** What waits to be done: each work queue with its dead letters, the way of mail events to theirs, and SES's identity of the shop. */
@NullMarked
package dev.souk.infra.messaging;

import org.jspecify.annotations.NullMarked;
