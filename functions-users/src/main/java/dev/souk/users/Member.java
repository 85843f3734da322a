package dev.souk.users;

import dev.souk.model.EmailAddress;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who acts for a store.
 *
 * @param name what they are called; empty when they said nothing
 * @param email what their token last had
 * @param since when they became it; of the owner, when the store was opened
 */
public record Member(UserId id, String name, Optional<EmailAddress> email, StoreRole role, Instant since) {}
