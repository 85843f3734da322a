package dev.souk.live.watch;

import dev.souk.live.OrderNow;

/** What the wish to watch an order can end in. */
public sealed interface WatchOutcome {
    /** @param now how the order stands */
    record Watched(OrderNow now) implements WatchOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchOrder() implements WatchOutcome {}

    /** The connection is not known (any more). */
    record NotConnected() implements WatchOutcome {}

    /** The connection watches as many orders as it may. */
    record TooManyWatches() implements WatchOutcome {}

    /** As many as may watch the order do. */
    record TooManyWatchers() implements WatchOutcome {}
}
