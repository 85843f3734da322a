package dev.souk.users;

import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a seller's products are found.
 *
 * @param description Markdown, as it was written
 * @param contactEmail where notices of sales go; nobody but the owner sees it
 * @param profile who sells there
 * @param vacation whether they are away: nothing can be ordered then
 * @param takenDownAt since when the platform does not show it: nothing in it can be bought
 * @param currency what its products are sold in
 * @param version goes up with every edit
 */
public record Store(
        StoreId id,
        UserId owner,
        Slug slug,
        String name,
        String description,
        EmailAddress contactEmail,
        StoreProfile profile,
        Optional<Vacation> vacation,
        Optional<Instant> takenDownAt,
        Currency currency,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
