package dev.souk.webhooks.delivering;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.WorkQueue;
import dev.souk.webhooks.Attempt;
import dev.souk.webhooks.AttemptResult;
import dev.souk.webhooks.Deliveries;
import dev.souk.webhooks.Deliveries.Due;
import dev.souk.webhooks.DisabledBecause;
import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.EndpointState;
import dev.souk.webhooks.Endpoints;
import dev.souk.webhooks.RetrySchedule;
import dev.souk.webhooks.SecretSeal;
import dev.souk.webhooks.SellerStores;
import dev.souk.webhooks.posting.Poster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells endpoints what is due, one thing after the other. Whoever tells something takes it by a lease under the lock of the endpoint, posts with nothing
 * locked, and notes what came of it. Killed in between, nobody knows whether the endpoint has heard, and it is told again under the same id.
 */
public final class Telling {
    /** Longer than an attempt takes, and what comes before and after it. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** So many attempts are under way at one endpoint. */
    static final int AT_ONCE = 2;

    /** An endpoint that takes longer is told by the sweeper alone. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final Database database;
    private final Attempts attempts;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;
    private final Log log;

    public Telling(
            Database database, Poster poster, SecretSeal seal, Outbox outbox, IdSource ids, Clock clock, Log log) {
        this.database = database;
        this.attempts = new Attempts(poster, seal, clock);
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    private record Taken(Endpoint endpoint, Due due) {}

    /**
     * Tells an endpoint what is due, until it fails to take something, nothing is due any more, or {@code until} is past; others may be at it.
     *
     * @return how much it was told
     */
    int all(WebhookEndpointId endpoint, Instant until) {
        int told = 0;
        while (clock.instant().isBefore(until)) {
            Optional<Taken> taken = take(endpoint, deliveries -> deliveries.next(endpoint, clock.instant()));
            if (taken.isEmpty()) {
                return told;
            }
            told++;
            if (!tell(taken.get())) {
                return told;
            }
        }
        return told;
    }

    /** Tells that one thing, if it is due. */
    public void one(WebhookDeliveryId id) {
        Deliveries.in(database)
                .find(id)
                .flatMap(delivery -> take(delivery.endpoint(), deliveries -> deliveries.due(id, clock.instant())))
                .ifPresent(this::tell);
    }

    private Optional<Taken> take(WebhookEndpointId id, Function<Deliveries, Optional<Due>> which) {
        return database.transaction(tx -> {
            Instant now = clock.instant();
            Deliveries deliveries = Deliveries.in(tx);
            Optional<Endpoint> endpoint = Endpoints.in(tx).lock(id).filter(Endpoint::isEnabled);
            if (endpoint.isEmpty() || deliveries.underWay(id, now) >= AT_ONCE) {
                return Optional.empty();
            }
            Optional<Due> due = which.apply(deliveries);
            due.ifPresent(found -> deliveries.lease(found, now.plus(LEASE)));
            return due.map(found -> new Taken(endpoint.get(), found));
        });
    }

    /** Whether the endpoint took it. */
    private boolean tell(Taken taken) {
        Attempt attempt = attempts.make(taken.endpoint(), taken.due());
        List<Outbox.Entry> entries = database.transaction(tx -> note(tx, taken, attempt));
        outbox.send(entries);
        log.info(
                "webhook.attempted",
                "delivery",
                taken.due().id(),
                "endpoint",
                taken.endpoint().id(),
                "result",
                attempt.result().text(),
                "status",
                attempt.status().orElse(null),
                "millis",
                attempt.took().toMillis());
        return attempt.result() == AttemptResult.DELIVERED;
    }

    private List<Outbox.Entry> note(Sql tx, Taken taken, Attempt attempt) {
        Instant now = clock.instant();
        Deliveries deliveries = Deliveries.in(tx);
        Due due = taken.due();
        Optional<Endpoint> endpoint = Endpoints.in(tx).lock(taken.endpoint().id());
        if (endpoint.isEmpty()) {
            return List.of();
        }
        deliveries.log(due.id(), attempt);
        if (attempt.result() == AttemptResult.DELIVERED) {
            deliveries.delivered(due.id(), now);
            Endpoints.in(tx).took(endpoint.get().id(), attempt.took().compareTo(SLOW) > 0, now);
            return List.of();
        }
        Endpoints.in(tx).failed(endpoint.get().id(), now);
        if (attempt.result() == AttemptResult.GONE) {
            deliveries.failed(due, now);
            return disable(tx, endpoint.get(), DisabledBecause.GONE, now);
        }
        Optional<Instant> again = RetrySchedule.next(
                due.tries(), due.begunAt(), now, IdSource.Randomness.source().nextDouble());
        if (again.isPresent()) {
            deliveries.again(due, again.get());
            return List.of();
        }
        boolean tookNothing = endpoint.get()
                .lastDeliveredAt()
                .filter(last -> !last.isBefore(due.begunAt()))
                .isEmpty();
        return deliveries.failed(due, now) && tookNothing
                ? disable(tx, endpoint.get(), DisabledBecause.FAILING, now)
                : List.of();
    }

    /** Nothing more is sent to an endpoint that takes nothing, and its seller hears of that. */
    private List<Outbox.Entry> disable(Sql tx, Endpoint endpoint, DisabledBecause why, Instant now) {
        if (!endpoint.isEnabled()) {
            return List.of();
        }
        Endpoint disabled = new Endpoint(
                endpoint.id(),
                endpoint.store(),
                endpoint.url(),
                endpoint.types(),
                endpoint.description(),
                EndpointState.DISABLED,
                Optional.of(why),
                Optional.of(now),
                endpoint.failingSince().or(() -> Optional.of(now)),
                endpoint.lastDeliveredAt(),
                endpoint.slow(),
                endpoint.secrets(),
                endpoint.version(),
                endpoint.createdAt(),
                now);
        Endpoints.in(tx).change(disabled, now);
        Deliveries.in(tx).stop(endpoint.id(), now);
        log.info("webhook.endpoint_disabled", "endpoint", endpoint.id(), "because", why.text());
        List<Outbox.Entry> entries = new ArrayList<>();
        SellerStores.in(tx).contact(endpoint.store()).ifPresent(contact -> {
            EmailMessage letter = new EmailMessage.WebhookDisabled(
                    ids.next(),
                    contact.address(),
                    contact.name(),
                    endpoint.id(),
                    endpoint.url().host(),
                    why == DisabledBecause.GONE
                            ? EmailMessage.WebhookDisabled.Why.GONE
                            : EmailMessage.WebhookDisabled.Why.FAILING,
                    now);
            entries.add(outbox.put(tx, WorkQueue.EMAILS, letter.id(), EmailMessages.write(letter)));
        });
        return entries;
    }
}
