package dev.souk.lambda.outbox;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.message.SellerWebhooks;
import dev.souk.model.StoreId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEvent;
import dev.souk.model.message.SellerWebhook;
import dev.souk.model.message.WorkQueue;
import java.util.Optional;

/**
 * Has sellers' programs hear of what happens in their stores. A store without an endpoint has nobody to tell, which is looked up in the view
 * {@code webhook_stores}: an endpoint hears of what is decided once it is there.
 */
public final class SellerEvents {
    private final Outbox outbox;
    private final IdSource ids;

    public SellerEvents(Outbox outbox, IdSource ids) {
        this.outbox = outbox;
        this.ids = ids;
    }

    /**
     * Writes it down within the transaction {@code tx} that decides it. Hand what this returns to {@link Outbox#send} after the commit; empty when the
     * store has no endpoint.
     */
    public Optional<Outbox.Entry> put(Sql tx, SellerEvent event) {
        if (!isTold(tx, event.store())) {
            return Optional.empty();
        }
        WebhookEventId id = new WebhookEventId(ids.next());
        SellerWebhook message =
                new SellerWebhook.Happened(id, event.store(), event.type(), SellerWebhooks.payload(event));
        return Optional.of(outbox.put(tx, WorkQueue.SELLER_WEBHOOKS, id.value(), SellerWebhooks.write(message)));
    }

    private static boolean isTold(Sql tx, StoreId store) {
        return tx.first(
                        "SELECT store_id FROM webhook_stores WHERE store_id = ? LIMIT 1",
                        row -> row.uuid("store_id"),
                        store)
                .isPresent();
    }
}
