package dev.souk.users.opening;

import dev.souk.users.Store;

/** What opening a store can end in. */
public sealed interface OpenStoreOutcome {
    record Opened(Store store) implements OpenStoreOutcome {}

    /** Another store has the slug. */
    record SlugTaken() implements OpenStoreOutcome {}

    /** Neither the draft nor the seller's token has an address for the mail of the store. */
    record NoContact() implements OpenStoreOutcome {}
}
