package dev.souk.users;

import dev.souk.model.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * What Stripe says of an account at the moment it is asked.
 *
 * @param account Stripe's id, {@code acct_…}
 * @param store the store that it was opened for; empty for an account that is none of ours
 */
public record AccountState(
        String account, Optional<StoreId> store, Transfers transfers, List<Requirement> requirements) {
    public AccountState {
        requirements = List.copyOf(requirements);
    }
}
