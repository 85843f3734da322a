package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.message.LiveUpdateMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.OrderId;
import dev.souk.model.message.LiveUpdate;
import dev.souk.model.message.WorkQueue;

/** Has those who watch an order hear that it has changed. Whether anybody does is known elsewhere, and to nobody before the commit. */
public final class OrderNews {
    private final Outbox outbox;
    private final IdSource ids;

    public OrderNews(Outbox outbox, IdSource ids) {
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Writes it down within the transaction {@code tx} that changes the order; hand what this returns to {@link Outbox#send} after the commit. */
    public Outbox.Entry put(Sql tx, OrderId order) {
        return outbox.put(tx, WorkQueue.LIVE_UPDATES, ids.next(), LiveUpdateMessages.write(new LiveUpdate(order)));
    }
}
