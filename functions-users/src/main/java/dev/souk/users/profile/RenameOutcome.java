package dev.souk.users.profile;

import dev.souk.users.Profile;

/** What renaming a profile can end in. */
public sealed interface RenameOutcome {
    record Renamed(Profile profile) implements RenameOutcome {}

    /** It was edited since it was read. */
    record Stale() implements RenameOutcome {}
}
