package dev.souk.webhooks;

import dev.souk.lambda.db.Sql;
import dev.souk.model.StoreId;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has happened, to whom it is told, and how that went. */
public interface Deliveries {
    static Deliveries in(Sql sql) {
        return new SqlDeliveries(sql);
    }

    /** Writes down that something happened; false when that is known. To be the first statement of its transaction. */
    boolean happened(WebhookEventId event, StoreId store, SellerEventType type, String payload, Instant now);

    /** An event is to be told to an endpoint, at once; or, to one that is disabled, not. */
    void add(WebhookDeliveryId id, WebhookEventId event, Endpoint endpoint, Instant now);

    Optional<Delivery> find(WebhookDeliveryId id);

    /** What is sent. */
    String payload(WebhookEventId event);

    /** Of a delivery, first things first. */
    List<Attempt> attempts(WebhookDeliveryId id);

    /** Which of an endpoint's deliveries somebody wants to see. */
    record Filter(Optional<DeliveryState> state, Optional<SellerEventType> type) {}

    /** Those of an endpoint, newest first, at most {@code limit}, that are older than {@code before}. */
    List<Delivery> of(WebhookEndpointId endpoint, Filter filter, Optional<WebhookDeliveryId> before, int limit);

    /**
     * A delivery that is to be tried now.
     *
     * @param number of the attempt, within the delivery
     * @param tries how often it was tried since {@code begunAt}, this time included
     */
    record Due(WebhookDeliveryId id, WebhookEventId event, String payload, int number, int tries, Instant begunAt) {}

    /** How many are being tried at the endpoint. */
    int underWay(WebhookEndpointId endpoint, Instant now);

    /** The one that has been due longest at the endpoint. */
    Optional<Due> next(WebhookEndpointId endpoint, Instant now);

    /** That one, if it is due and nobody is trying it. */
    Optional<Due> due(WebhookDeliveryId id, Instant now);

    /** It is being tried: nobody else is to until then. */
    void lease(Due due, Instant until);

    void log(WebhookDeliveryId id, Attempt attempt);

    /** The endpoint took it. */
    void delivered(WebhookDeliveryId id, Instant now);

    /** It is to be tried again, unless somebody else has begun to. */
    void again(Due due, Instant at);

    /** It will not be tried again, unless somebody else has begun to. False then. */
    boolean failed(Due due, Instant now);

    /** None that waits for the endpoint is sent. */
    void stop(WebhookEndpointId endpoint, Instant now);

    /** Begins anew with one, at once, whatever became of it; one that is being tried goes on. */
    void begin(WebhookDeliveryId id, Instant now);

    /** Endpoints at which something is due, at most {@code limit}: first those that take things quickly, then those that waited longest. */
    List<WebhookEndpointId> dueEndpoints(Instant now, int limit);

    /** Since when the one is due that is due longest at an endpoint that takes what it is told. */
    Optional<Instant> oldestDue(Instant now);

    /** Forgets deliveries of before {@code time} that are over, at most {@code limit}; how many. */
    int forget(Instant time, int limit);

    /** Forgets deliveries to an endpoint, at most {@code limit}; how many. */
    int forget(WebhookEndpointId endpoint, int limit);

    /** Forgets events of before {@code time} that no delivery is of any more, at most {@code limit}; how many. */
    int forgetEvents(Instant time, int limit);

    /** Forgets messages that were sent before {@code time}, at most {@code limit}; how many. */
    int forgetMessages(Instant time, int limit);
}
