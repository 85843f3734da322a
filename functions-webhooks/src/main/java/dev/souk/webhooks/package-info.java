/**
 * What sellers want to be told of, and telling them: endpoints, and the deliveries of events to them by the Standard Webhooks specification. An event is told
 * to each endpoint until it takes it or three days have passed; one that takes nothing for so long is disabled.
 */
@NullMarked
package dev.souk.webhooks;

import org.jspecify.annotations.NullMarked;
