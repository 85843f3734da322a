package dev.souk.lambda.auth;

import dev.souk.model.UserId;

/** On what grounds somebody may see an order and what it bought. */
public sealed interface Reader {
    /** They are signed in, and it is theirs. */
    record SignedIn(UserId user) implements Reader {}

    /** They hold the link of the order. */
    record LinkHolder(PurchaseToken token) implements Reader {}
}
