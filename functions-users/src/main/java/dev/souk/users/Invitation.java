package dev.souk.users;

import dev.souk.model.EmailAddress;
import dev.souk.model.InvitationId;
import dev.souk.model.StoreRole;
import java.time.Instant;

/**
 * A letter that makes a member of whoever has it. It is open: neither accepted nor revoked.
 *
 * @param store its name
 * @param sentAt when the last letter was written
 * @param expiresAt until when that letter is good
 */
public record Invitation(
        InvitationId id,
        EmailAddress email,
        StoreRole role,
        String store,
        Instant createdAt,
        Instant sentAt,
        Instant expiresAt) {}
