package dev.souk.purchases.payment;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.lambda.stripe.StripeSignatures;
import dev.souk.model.OrderId;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderNews;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Orders;
import dev.souk.purchases.PaymentPage;
import dev.souk.purchases.UnpaidOrders;
import dev.souk.purchases.money.Charges;
import dev.souk.purchases.money.PaymentFacts;
import dev.souk.purchases.money.PaymentRecords;
import dev.souk.purchases.money.Settlement;
import dev.souk.purchases.money.TransferBooks;
import dev.souk.purchases.money.TransferRecords;
import dev.souk.purchases.payment.PaymentEvent.Meaning;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes Stripe's events. One that says an order is paid is acted on as it is; any other about money is only a hint, upon which Stripe is
 * asked what the payment is like now. So each counts once, however often and in whatever order they come.
 */
public final class Payments {
    private final Database database;
    private final StripeSignatures signatures;
    private final PaymentRecords records;
    private final TransferRecords transfers;
    private final Settlement settlement;
    private final TransferBooks transferBooks;
    private final Outbox outbox;
    private final OrderNews news;
    private final IdSource ids;
    private final Clock clock;
    private final Log log;

    /** @param webhookSecrets Stripe signs with one of them */
    public Payments(
            Database database,
            List<Secret> webhookSecrets,
            PaymentRecords records,
            TransferRecords transfers,
            Settlement settlement,
            TransferBooks transferBooks,
            Outbox outbox,
            OrderNews news,
            IdSource ids,
            Clock clock,
            Log log) {
        this.database = database;
        this.signatures = new StripeSignatures(webhookSecrets);
        this.records = records;
        this.transfers = transfers;
        this.settlement = settlement;
        this.transferBooks = transferBooks;
        this.outbox = outbox;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Acts on one message from the {@code payment-events} queue. One that cannot be read is parked. Throws when it is not Stripe's, fits
     * no order, or cannot be acted on now.
     */
    public void take(QueueMessage message) {
        signatures.check(message);
        try {
            PaymentEvent event = StripeEvents.read(message.body());
            event.order().ifPresent(order -> Log.about("order", order));
            act(event);
        } catch (UnreadableEvent e) {
            ParkedEvents.in(database).park(ids.next(), message.body(), reason(e), now());
            log.error("payment_event.parked", e);
        }
    }

    /** What came of sending parked events through again. */
    public record Replayed(int done, int left) {}

    /** Sends every parked event through again; those that still cannot be acted on stay parked. */
    public Replayed replay() {
        int done = 0;
        int left = 0;
        ParkedEvents parked = ParkedEvents.in(database);
        List<ParkedEvents.Parked> page = parked.open(Optional.empty(), 100);
        while (!page.isEmpty()) {
            for (ParkedEvents.Parked each : page) {
                try {
                    act(StripeEvents.read(each.body()));
                    parked.replayed(each.id(), now());
                    done++;
                } catch (RuntimeException e) {
                    parked.stillUnreadable(each.id(), reason(e));
                    log.warn("payment_event.still_parked", e, "parked", each.id());
                    left++;
                }
            }
            page = parked.open(Optional.of(page.getLast().id()), 100);
        }
        return new Replayed(done, left);
    }

    /** Acts on an event that Stripe was asked for, or that was parked: nobody has to sign it. */
    public void takeTrusted(String body) {
        act(StripeEvents.read(body));
    }

    /** Whether an event was acted on before. */
    public boolean knows(String eventId) {
        return new PaymentEvents(database).knows(eventId);
    }

    private void act(PaymentEvent event) {
        Function<Sql, List<Outbox.Entry>> work = prepared(event);
        Instant now = now();
        List<Outbox.Entry> entries = database.transaction(
                tx -> new PaymentEvents(tx).record(event, now) ? work.apply(tx) : List.<Outbox.Entry>of());
        outbox.send(entries);
        log.info("payment_event.taken", "stripe_event", event.id(), "type", event.type(), "messages", entries.size());
    }

    /** Asks Stripe what there is to ask; what is returned does the rest in one transaction. */
    private Function<Sql, List<Outbox.Entry>> prepared(PaymentEvent event) {
        Instant now = now();
        return switch (event.meaning()) {
            case Meaning.Paid paid -> tx -> settlement.paid(tx, paid.in(), now);
            case Meaning.Failed(OrderId order, String session) -> tx -> unpaid(tx, order, session, OrderState.FAILED);
            case Meaning.Expired(OrderId order, String session) -> tx -> unpaid(tx, order, session, OrderState.EXPIRED);
            case Meaning.Changed(String paymentIntent) -> {
                boolean known = Charges.in(database).find(paymentIntent).isPresent();
                Optional<PaymentFacts> facts = records.find(paymentIntent, !known);
                yield tx ->
                        facts.map(found -> settlement.stands(tx, found, now)).orElse(List.of());
            }
            case Meaning.TransferChanged(String transfer) -> {
                var facts = transfers.find(transfer);
                yield tx -> {
                    facts.ifPresent(found -> transferBooks.take(tx, found, now));
                    return List.of();
                };
            }
            case Meaning.Trouble(String what) -> {
                log.error(
                        "stripe.trouble",
                        new IllegalStateException(event.type() + ": " + what),
                        "stripe_event",
                        event.id());
                yield _ -> List.of();
            }
            case Meaning.Promised _, Meaning.Nothing _ -> _ -> List.of();
        };
    }

    /** Ends an order unpaid, unless it was paid meanwhile or has another page by now. Nobody is told by mail. */
    private List<Outbox.Entry> unpaid(Sql tx, OrderId id, String session, OrderState state) {
        Optional<Order> order = Orders.in(tx).lock(id);
        boolean current = order.flatMap(Order::page)
                .map(PaymentPage::session)
                .map(session::equals)
                .orElse(true);
        boolean closed = order.isPresent() && current && UnpaidOrders.close(tx, id, state);
        return closed ? List.of(news.put(tx, id)) : List.of();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String reason(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
