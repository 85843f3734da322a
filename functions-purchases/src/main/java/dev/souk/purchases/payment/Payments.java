package dev.souk.purchases.payment;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.lambda.stripe.StripeSignatures;
import dev.souk.model.OrderId;
import dev.souk.purchases.Fulfilment;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Orders;
import dev.souk.purchases.payment.PaymentEvent.Meaning;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes Stripe's word that an order is paid, and gives the buyer what it is about: once, however often and in whatever order told. */
public final class Payments {
    private final Database database;
    private final StripeSignatures signatures;
    private final Fulfilment fulfilment;
    private final Outbox outbox;
    private final Clock clock;
    private final Log log;

    /** @param webhookSecrets Stripe signs with one of them */
    public Payments(
            Database database,
            List<Secret> webhookSecrets,
            Fulfilment fulfilment,
            Outbox outbox,
            Clock clock,
            Log log) {
        this.database = database;
        this.signatures = new StripeSignatures(webhookSecrets);
        this.fulfilment = fulfilment;
        this.outbox = outbox;
        this.clock = clock;
        this.log = log;
    }

    /** Acts on one message from the {@code payment-events} queue. Throws when it must not, or cannot now, be acted on. */
    public void take(QueueMessage message) {
        signatures.check(message);
        PaymentEvent event = StripeEvents.read(message.body());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Outbox.Entry> entries = database.transaction(tx -> apply(tx, event, now));
        outbox.send(entries);
        log.info("payment_event.taken", "event", event.id(), "type", event.type(), "messages", entries.size());
    }

    private List<Outbox.Entry> apply(Sql tx, PaymentEvent event, Instant now) {
        Optional<OrderId> concerned = order(event.meaning());
        if (!new PaymentEvents(tx).record(event, concerned, now)) {
            return List.of();
        }
        Orders orders = Orders.in(tx);
        return switch (event.meaning()) {
            case Meaning.Paid paid -> paid(tx, paid, now);
            case Meaning.Failed(OrderId order) -> unpaid(orders, order, OrderState.FAILED);
            case Meaning.Expired(OrderId order) -> unpaid(orders, order, OrderState.EXPIRED);
            case Meaning.Promised _, Meaning.Nothing _ -> List.of();
        };
    }

    private List<Outbox.Entry> paid(Sql tx, Meaning.Paid paid, Instant now) {
        Orders orders = Orders.in(tx);
        Order order = orders.find(paid.order())
                .orElseThrow(() -> new PaymentEventRefused("a payment of an order we do not have"));
        boolean exact = order.total().amount() == paid.amount()
                && order.total().currency().name().equals(paid.currency());
        if (!exact) {
            throw new PaymentEventRefused("a payment of another amount than " + order.id() + " owes");
        }
        return orders.markPaid(order.id(), paid.paymentIntent(), now) ? fulfilment.fulfil(tx, order, now) : List.of();
    }

    /** Ends an order unpaid, unless it was paid meanwhile. Nobody is told by mail. */
    private static List<Outbox.Entry> unpaid(Orders orders, OrderId order, OrderState state) {
        orders.markUnpaid(order, state);
        return List.of();
    }

    private static Optional<OrderId> order(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Paid paid -> Optional.of(paid.order());
            case Meaning.Promised(OrderId order) -> Optional.of(order);
            case Meaning.Failed(OrderId order) -> Optional.of(order);
            case Meaning.Expired(OrderId order) -> Optional.of(order);
            case Meaning.Nothing _ -> Optional.empty();
        };
    }
}
