/** Tests of the WebSocket API of the local run. */
@NullMarked
package dev.souk.local.socket;

import org.jspecify.annotations.NullMarked;
