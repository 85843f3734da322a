package dev.souk.users.editing;

import dev.souk.users.Membership;

/** What an edit of a store can end in. */
public sealed interface EditStoreOutcome {
    record Edited(Membership membership) implements EditStoreOutcome {}

    /** There is none, or the editor may not edit it. */
    record NoSuchStore() implements EditStoreOutcome {}

    /** It was edited since it was read. */
    record Stale() implements EditStoreOutcome {}

    /** Another store has the slug. */
    record SlugTaken() implements EditStoreOutcome {}

    /** Another currency is wanted, and something is published in the one there is. */
    record CurrencyInUse() implements EditStoreOutcome {}
}
