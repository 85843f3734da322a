package dev.souk.webhooks.posting;

import dev.souk.webhooks.AttemptResult;

/** What came of posting. */
public sealed interface Answer {
    /** @param beginning of the body, as far as it is kept */
    record Answered(int status, String beginning) implements Answer {}

    /** Nobody answered. */
    record Silence(AttemptResult why) implements Answer {}
}
