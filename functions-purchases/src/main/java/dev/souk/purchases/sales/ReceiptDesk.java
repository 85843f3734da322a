package dev.souk.purchases.sales;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderMails;
import dev.souk.purchases.Orders;
import dev.souk.purchases.Receipts;
import dev.souk.purchases.sales.ResendOutcome.NoSuchSale;
import dev.souk.purchases.sales.ResendOutcome.Sent;
import dev.souk.purchases.sales.ResendOutcome.TooSoon;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a receipt to its buyer again when a seller asks for it: to the address of the order and no other, and less and less often, so that
 * it can be used to help and not to pester.
 */
public final class ReceiptDesk {
    /** How long it is after the first, the second and every further one until another can be sent. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

    private final Database database;
    private final Receipts receipts;
    private final OrderMails mails;
    private final Outbox outbox;
    private final Clock clock;

    public ReceiptDesk(Database database, Receipts receipts, OrderMails mails, Outbox outbox, Clock clock) {
        this.database = database;
        this.receipts = receipts;
        this.mails = mails;
        this.outbox = outbox;
        this.clock = clock;
    }

    public ResendOutcome resend(StoreId store, OrderId id) {
        List<Outbox.Entry> entries = new ArrayList<>();
        ResendOutcome outcome = database.transaction(tx -> {
            entries.clear();
            return resend(tx, store, id, entries);
        });
        outbox.send(entries);
        return outcome;
    }

    private ResendOutcome resend(Sql tx, StoreId store, OrderId id, List<Outbox.Entry> entries) {
        if (StoreSales.in(tx).find(store, id).isEmpty()) {
            return new NoSuchSale();
        }
        Order order = Orders.in(tx).lock(id).orElseThrow();
        ReceiptSends sends = ReceiptSends.in(tx);
        ReceiptSends.State state = sends.of(id);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (state.freeAt().isPresent() && state.freeAt().get().isAfter(now)) {
            return new TooSoon(Duration.between(now, state.freeAt().get()));
        }
        int times = state.times() + 1;
        Instant next = now.plus(PAUSES.get(Math.min(times, PAUSES.size()) - 1));
        sends.count(id, next);
        entries.add(mails.put(
                tx,
                id,
                receipts.of(
                        tx, order, order.total(), order.tax(), order.paidAt().orElseThrow(), List.of()),
                now));
        return new Sent(times, next);
    }
}
