package dev.souk.users;

import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who has signed in.
 *
 * @param email as the token said that was seen last with one
 * @param emailVerified whether the issuer had checked it
 * @param displayName at most {@value #LONGEST_NAME} characters; empty while nobody has given one
 * @param version goes up with every change
 */
public record Profile(
        UserId id,
        Optional<EmailAddress> email,
        boolean emailVerified,
        String displayName,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    public static final int LONGEST_NAME = 100;
}
