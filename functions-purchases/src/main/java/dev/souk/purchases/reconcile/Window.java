package dev.souk.purchases.reconcile;

import java.time.Instant;
import java.util.Optional;

/**
 * A span of time that is gone through.
 *
 * @param position what was seen last; empty at the beginning
 */
record Window(Instant from, Instant to, Optional<String> position) {}
