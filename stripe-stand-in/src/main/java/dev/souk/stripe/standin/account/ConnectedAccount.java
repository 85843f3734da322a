package dev.souk.stripe.standin.account;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as the platform opened it and its owner filled it in.
 *
 * @param details code and resolution of why transfers are not active; null while they are
 */
public record ConnectedAccount(
        String id,
        Instant created,
        @Nullable String displayName,
        @Nullable String contactEmail,
        @Nullable String country,
        String dashboard,
        Map<String, String> metadata,
        TransfersStatus transfers,
        @Nullable StatusDetail details,
        List<Requirement> requirements)
        implements Stored {

    /** Why a capability is not active, and what would change that. */
    public record StatusDetail(String code, String resolution) {}

    ConnectedAccount with(TransfersStatus status, @Nullable StatusDetail detail, List<Requirement> wanted) {
        return new ConnectedAccount(
                id,
                created,
                displayName,
                contactEmail,
                country,
                dashboard,
                metadata,
                status,
                detail,
                List.copyOf(wanted));
    }
}
