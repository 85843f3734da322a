/** What API Gateway's WebSocket API is in the cloud: connections, the events that they become, and the address to post to them. */
@NullMarked
package dev.souk.local.socket;

import org.jspecify.annotations.NullMarked;
