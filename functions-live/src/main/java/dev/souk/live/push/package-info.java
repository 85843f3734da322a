/** Telling those who watch an order that it has changed, by API Gateway. */
@NullMarked
package dev.souk.live.push;

import org.jspecify.annotations.NullMarked;
