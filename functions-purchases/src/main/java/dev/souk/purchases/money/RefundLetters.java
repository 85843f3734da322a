package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.Money;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.OrderMails;
import dev.souk.purchases.PurchaseLinks;
import dev.souk.purchases.Shops;
import dev.souk.purchases.Shops.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells buyers that money is on its way back to them. */
public final class RefundLetters {
    private final OrderMails mails;
    private final PurchaseLinks links;
    private final IdSource ids;

    public RefundLetters(OrderMails mails, PurchaseLinks links, IdSource ids) {
        this.mails = mails;
        this.links = links;
        this.ids = ids;
    }

    /** Writes the letter within the transaction {@code tx}. */
    Outbox.Entry write(Sql tx, Order order, Refund refund, boolean accessEnded, Instant now) {
        Map<StoreId, Store> stores = Shops.in(tx)
                .stores(order.lines().stream().map(OrderLine::store).distinct().toList());
        List<EmailMessage.Line> lines = refund.parts().stream()
                .map(part -> {
                    OrderLine line = order.lines().get(part.position());
                    Store store = stores.get(line.store());
                    return new EmailMessage.Line(
                            line.called(),
                            store == null ? "" : store.name(),
                            new Money(part.amount(), refund.amount().currency()));
                })
                .toList();
        return mails.put(
                tx,
                order.id(),
                new EmailMessage.RefundNotice(
                        ids.next(),
                        order.email(),
                        order.id(),
                        now,
                        lines,
                        refund.amount(),
                        accessEnded,
                        links.link(order.id())),
                now);
    }
}
