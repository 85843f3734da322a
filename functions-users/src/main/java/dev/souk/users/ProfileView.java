package dev.souk.users;

import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** A profile as its owner sees it: the contract's {@code Profile}. */
record ProfileView(
        UserId id,
        Optional<EmailAddress> email,
        boolean emailVerified,
        String displayName,
        Instant createdAt,
        Instant updatedAt) {
    static ProfileView of(Profile profile) {
        return new ProfileView(
                profile.id(),
                profile.email(),
                profile.emailVerified(),
                profile.displayName(),
                profile.createdAt(),
                profile.updatedAt());
    }
}
