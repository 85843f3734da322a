package dev.souk.webhooks.registering;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.model.StoreId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.SellerEventType;
import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.EndpointState;
import dev.souk.webhooks.EndpointUrl;
import dev.souk.webhooks.Endpoints;
import dev.souk.webhooks.SecretSeal;
import dev.souk.webhooks.SellerStores;
import dev.souk.webhooks.SigningSecret;
import dev.souk.webhooks.registering.RegisterEndpointOutcome.NoSuchStore;
import dev.souk.webhooks.registering.RegisterEndpointOutcome.Registered;
import dev.souk.webhooks.registering.RegisterEndpointOutcome.TooMany;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Takes down where a seller wants to be told what happens in a store. */
public final class RegisterEndpoint {
    private final Database database;
    private final SecretSeal seal;
    private final AuditLog audit;
    private final IdSource ids;
    private final Clock clock;

    public RegisterEndpoint(Database database, SecretSeal seal, AuditLog audit, IdSource ids, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a seller says of an endpoint. */
    public record Draft(EndpointUrl url, Set<SellerEventType> types, String description) {
        public Draft {
            types = Set.copyOf(types);
        }
    }

    public RegisterEndpointOutcome register(Seller seller, String store, Draft draft) {
        Optional<StoreId> found = SellerStores.in(database).find(store, seller);
        if (found.isEmpty()) {
            return new NoSuchStore();
        }
        Instant now = clock.instant();
        SecureRandom random = IdSource.Randomness.source();
        WebhookEndpointId id = new WebhookEndpointId(ids.next());
        SigningSecret secret = SigningSecret.make(random);
        Endpoint endpoint = new Endpoint(
                id,
                found.get(),
                draft.url(),
                draft.types(),
                draft.description(),
                EndpointState.ENABLED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                new Endpoint.Secrets(seal.seal(id, secret, random), Optional.empty()),
                1,
                now,
                now);
        boolean added = database.transaction(tx -> {
            if (!Endpoints.in(tx).add(endpoint)) {
                return false;
            }
            audit.write(tx, endpoint.store(), seller.id(), "webhook_endpoint.made", id.text(), "");
            return true;
        });
        return added ? new Registered(endpoint, secret) : new TooMany();
    }
}
