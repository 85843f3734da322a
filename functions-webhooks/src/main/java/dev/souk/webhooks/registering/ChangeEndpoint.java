package dev.souk.webhooks.registering;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.SellerEventType;
import dev.souk.webhooks.Deliveries;
import dev.souk.webhooks.DisabledBecause;
import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.EndpointState;
import dev.souk.webhooks.EndpointUrl;
import dev.souk.webhooks.Endpoints;
import dev.souk.webhooks.SecretSeal;
import dev.souk.webhooks.SellerStores;
import dev.souk.webhooks.SigningSecret;
import dev.souk.webhooks.registering.ChangeEndpointOutcome.Changed;
import dev.souk.webhooks.registering.ChangeEndpointOutcome.NoSuchEndpoint;
import dev.souk.webhooks.registering.ChangeEndpointOutcome.Rotated;
import dev.souk.webhooks.registering.ChangeEndpointOutcome.Stale;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Changes endpoints, gives them other secrets, and removes them: all under the lock of the endpoint, which whoever tells it anything takes too. */
public final class ChangeEndpoint {
    /** So long the secret before is good beside the new one. */
    static final Duration BOTH_GOOD = Duration.ofHours(24);

    private final Database database;
    private final SecretSeal seal;
    private final AuditLog audit;
    private final Clock clock;

    public ChangeEndpoint(Database database, SecretSeal seal, AuditLog audit, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is to be different. What is empty stays as it is. */
    public record Patch(
            Optional<EndpointUrl> url,
            Optional<Set<SellerEventType>> types,
            Optional<String> description,
            Optional<EndpointState> state) {}

    /** @param version that the editor has read */
    public ChangeEndpointOutcome change(Seller editor, WebhookEndpointId id, int version, Patch patch) {
        return locked(editor, id, tx -> before -> {
            Instant now = clock.instant();
            Endpoint after = patched(before, patch, now);
            if (before.version() != version || !Endpoints.in(tx).change(after, now)) {
                return new Stale();
            }
            if (before.isEnabled() && !after.isEnabled()) {
                Deliveries.in(tx).stop(id, now);
            }
            write(tx, editor, before, "webhook_endpoint.changed");
            return new Changed(found(tx, id));
        });
    }

    /** Makes a new secret. The one before is good for a day more, and the one before that no longer. */
    public ChangeEndpointOutcome rotate(Seller editor, WebhookEndpointId id) {
        return locked(editor, id, tx -> before -> {
            Instant now = clock.instant();
            SecureRandom random = IdSource.Randomness.source();
            SigningSecret secret = SigningSecret.make(random);
            Endpoint after = new Endpoint(
                    id,
                    before.store(),
                    before.url(),
                    before.types(),
                    before.description(),
                    before.state(),
                    before.disabledBecause(),
                    before.disabledAt(),
                    before.failingSince(),
                    before.lastDeliveredAt(),
                    before.slow(),
                    new Endpoint.Secrets(
                            seal.seal(id, secret, random),
                            Optional.of(new Endpoint.Previous(before.secrets().current(), now.plus(BOTH_GOOD)))),
                    before.version(),
                    before.createdAt(),
                    now);
            Endpoints.in(tx).change(after, now);
            write(tx, editor, before, "webhook_endpoint.secret_rotated");
            return new Rotated(found(tx, id), secret);
        });
    }

    /** Removes it: it is told nothing more, and what it was told is forgotten. False when there is none of theirs. */
    public boolean remove(Seller editor, WebhookEndpointId id) {
        ChangeEndpointOutcome outcome = locked(editor, id, tx -> before -> {
            Instant now = clock.instant();
            Deliveries.in(tx).stop(id, now);
            Endpoints.in(tx).remove(id, now);
            write(tx, editor, before, "webhook_endpoint.removed");
            return new Changed(before);
        });
        return !(outcome instanceof NoSuchEndpoint);
    }

    private void write(Sql tx, Seller editor, Endpoint endpoint, String act) {
        audit.write(tx, endpoint.store(), editor.id(), act, endpoint.id().text(), "");
    }

    private ChangeEndpointOutcome locked(
            Seller editor, WebhookEndpointId id, Function<Sql, Function<Endpoint, ChangeEndpointOutcome>> work) {
        return database.transaction(tx -> Endpoints.in(tx)
                .lock(id)
                .filter(endpoint -> SellerStores.in(tx).may(editor, endpoint.store()))
                .map(endpoint -> work.apply(tx).apply(endpoint))
                .orElseGet(NoSuchEndpoint::new));
    }

    private static Endpoint found(Sql tx, WebhookEndpointId id) {
        return Endpoints.in(tx).find(id).orElseThrow();
    }

    private static Endpoint patched(Endpoint before, Patch patch, Instant now) {
        EndpointState state = patch.state().orElse(before.state());
        boolean enabled = state == EndpointState.ENABLED;
        boolean begins = enabled && !before.isEnabled();
        boolean ends = !enabled && before.isEnabled();
        return new Endpoint(
                before.id(),
                before.store(),
                patch.url().orElse(before.url()),
                patch.types().orElse(before.types()),
                patch.description().orElse(before.description()),
                state,
                enabled ? Optional.empty() : ends ? Optional.of(DisabledBecause.BY_SELLER) : before.disabledBecause(),
                enabled ? Optional.empty() : ends ? Optional.of(now) : before.disabledAt(),
                begins ? Optional.empty() : before.failingSince(),
                before.lastDeliveredAt(),
                before.slow() && !begins,
                before.secrets(),
                before.version(),
                before.createdAt(),
                now);
    }
}
