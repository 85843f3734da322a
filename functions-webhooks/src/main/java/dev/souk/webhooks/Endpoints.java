package dev.souk.webhooks;

import dev.souk.lambda.db.Sql;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.model.WebhookEndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All endpoints that were not removed. */
public interface Endpoints {
    static Endpoints in(Sql sql) {
        return new SqlEndpoints(sql);
    }

    Optional<Endpoint> find(WebhookEndpointId id);

    /** What somebody is in the endpoint's store; empty when they have nothing to do with it. */
    Optional<StoreRole> role(WebhookEndpointId id, UserId user);

    /** The same as {@link #find}, and nobody else changes it, or begins to tell it anything, until the transaction ends. */
    Optional<Endpoint> lock(WebhookEndpointId id);

    /** Those of a store, oldest first. */
    List<Endpoint> of(StoreId store);

    /** The same, locked as by {@link #lock}. */
    List<Endpoint> lockAll(StoreId store);

    /** Adds one; false when its store has {@link Endpoint#MOST}. */
    boolean add(Endpoint endpoint);

    /** Writes down what {@code endpoint} is like now, under the next version; false when its version is no longer the newest. */
    boolean change(Endpoint endpoint, Instant now);

    /** It took something. */
    void took(WebhookEndpointId id, boolean slow, Instant now);

    /** It failed to. */
    void failed(WebhookEndpointId id, Instant now);

    /** Removes it, and wipes where it was and what it knew us by. */
    void remove(WebhookEndpointId id, Instant now);

    /** Endpoints that were removed and are remembered for the sake of their deliveries. */
    List<WebhookEndpointId> removed(int limit);

    /** Forgets one that was removed. */
    void forget(WebhookEndpointId id);
}
