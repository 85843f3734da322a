package dev.souk.users;

import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A store as those see it who run the platform.
 *
 * @param fee what the platform keeps of its sales, in basis points; empty for what it keeps of others
 * @param takenDownAt since when the platform does not show it
 */
public record PlatformStore(
        StoreId id,
        String slug,
        String name,
        UserId owner,
        EmailAddress contactEmail,
        Optional<Integer> fee,
        Optional<Instant> takenDownAt,
        Instant createdAt) {}
