package dev.souk.webhooks;

import dev.souk.model.StoreId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.SellerEventType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a seller's program wants to be told what happens in a store.
 *
 * @param types what it wants to be told
 * @param failingSince when it failed first after it had taken something last; empty while it takes what it is told
 * @param lastDeliveredAt when it took something last
 * @param slow whether it took its time the last time: it is told by the sweeper alone then, where nobody waits behind it
 */
public record Endpoint(
        WebhookEndpointId id,
        StoreId store,
        EndpointUrl url,
        Set<SellerEventType> types,
        String description,
        EndpointState state,
        Optional<DisabledBecause> disabledBecause,
        Optional<Instant> disabledAt,
        Optional<Instant> failingSince,
        Optional<Instant> lastDeliveredAt,
        boolean slow,
        Secrets secrets,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    /** So many a store can have. */
    public static final int MOST = 10;

    /** As long as a description can be. */
    public static final int LONGEST_DESCRIPTION = 200;

    public Endpoint {
        types = Set.copyOf(types);
    }

    /**
     * What it knows us by, sealed.
     *
     * @param previous what it was before, while that is good, too
     */
    public record Secrets(SealedSecret current, Optional<Previous> previous) {}

    /** The secret before, and until when it is used beside the new one. */
    public record Previous(SealedSecret secret, Instant until) {}

    public boolean isEnabled() {
        return state == EndpointState.ENABLED;
    }

    public boolean wants(SellerEventType type) {
        return !type.isChosen() || types.contains(type);
    }

    /** Whether it takes what it is told, and at once: nobody waits long for it. */
    public boolean isQuick() {
        return failingSince.isEmpty() && !slow;
    }
}
