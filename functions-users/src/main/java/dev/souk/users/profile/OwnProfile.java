package dev.souk.users.profile;

import dev.souk.lambda.auth.Caller;
import dev.souk.users.Profile;
import dev.souk.users.Profiles;
import dev.souk.users.profile.RenameOutcome.Renamed;
import dev.souk.users.profile.RenameOutcome.Stale;
import java.time.Clock;
import java.time.Instant;

/** What people do with their own profile. */
public final class OwnProfile {
    private final Profiles profiles;
    private final Clock clock;

    public OwnProfile(Profiles profiles, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    /** The caller's profile, which is there from now on. */
    public Profile see(Caller caller) {
        return profiles.see(caller, clock.instant());
    }

    /** @param version that the caller has read */
    public RenameOutcome rename(Caller caller, int version, String displayName) {
        Instant now = clock.instant();
        Profile before = profiles.see(caller, now);
        if (!profiles.rename(caller.id(), version, displayName, now)) {
            return new Stale();
        }
        return new Renamed(new Profile(
                before.id(),
                before.email(),
                before.emailVerified(),
                displayName,
                version + 1,
                before.createdAt(),
                now));
    }
}
