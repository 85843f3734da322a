package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.WorkQueue;
import java.time.Instant;

/** Puts mails about an order into the outbox, and keeps which they were: a dispute is answered with them. */
public final class OrderMails {
    private final Outbox outbox;

    public OrderMails(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Writes the mail down within the transaction {@code tx}; hand what this returns to {@link Outbox#send} after the commit. */
    public Outbox.Entry put(Sql tx, OrderId order, EmailMessage message, Instant at) {
        tx.update(
                "INSERT INTO order_mails (message_id, order_id, kind, created_at) VALUES (?, ?, ?, ?)",
                message.id(),
                order,
                EmailMessages.kind(message),
                at);
        return outbox.put(tx, WorkQueue.EMAILS, message.id(), EmailMessages.write(message));
    }
}
