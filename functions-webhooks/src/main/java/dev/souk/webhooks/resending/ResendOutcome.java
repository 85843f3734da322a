package dev.souk.webhooks.resending;

import dev.souk.webhooks.Delivery;

/** How it ends when a seller wants something told. */
public sealed interface ResendOutcome {
    /** @param delivery as it stands now */
    record UnderWay(Delivery delivery) implements ResendOutcome {}

    /** None of theirs. */
    record NotFound() implements ResendOutcome {}

    /** Nothing is sent to a disabled endpoint. */
    record Disabled() implements ResendOutcome {}
}
