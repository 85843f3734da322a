package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.Money;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.Shops.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gives a buyer what a paid order is about: purchases, the receipt and the sellers' notices, all in the transaction that pays it. */
public final class Fulfilment {
    private final Outbox outbox;
    private final PurchaseLinks links;
    private final IdSource ids;
    private final int downloads;

    /** @param downloads how many download links each purchase is good for */
    public Fulfilment(Outbox outbox, PurchaseLinks links, IdSource ids, int downloads) {
        this.outbox = outbox;
        this.links = links;
        this.ids = ids;
        this.downloads = downloads;
    }

    /**
     * Fulfils an order that this transaction has just moved to {@code paid}.
     *
     * @return what the outbox is to send after the commit
     */
    public List<Outbox.Entry> fulfil(Sql tx, Order order, Instant paidAt) {
        Purchases purchases = Purchases.in(tx);
        int position = 0;
        for (OrderLine line : order.lines()) {
            purchases.add(
                    new PurchaseId(ids.next()),
                    order.id(),
                    position++,
                    order.buyer(),
                    line.product(),
                    downloads,
                    paidAt);
        }
        Map<StoreId, Store> stores = Shops.in(tx)
                .stores(order.lines().stream().map(OrderLine::store).distinct().toList());
        List<Outbox.Entry> entries = new ArrayList<>();
        entries.add(put(tx, receipt(order, stores, paidAt)));
        for (EmailMessage notice : notices(order, stores, paidAt)) {
            entries.add(put(tx, notice));
        }
        return entries;
    }

    private Outbox.Entry put(Sql tx, EmailMessage message) {
        return outbox.put(tx, WorkQueue.EMAILS, message.id(), EmailMessages.write(message));
    }

    private EmailMessage receipt(Order order, Map<StoreId, Store> stores, Instant paidAt) {
        List<EmailMessage.Line> lines =
                order.lines().stream().map(line -> line(line, stores)).toList();
        return new EmailMessage.Receipt(
                ids.next(),
                order.email(),
                order.id(),
                paidAt,
                lines,
                Optional.empty(),
                Optional.empty(),
                order.total(),
                links.link(order.id()),
                List.of());
    }

    private List<EmailMessage> notices(Order order, Map<StoreId, Store> stores, Instant paidAt) {
        Map<StoreId, List<OrderLine>> byStore = new LinkedHashMap<>();
        for (OrderLine line : order.lines()) {
            byStore.computeIfAbsent(line.store(), _ -> new ArrayList<>()).add(line);
        }
        List<EmailMessage> notices = new ArrayList<>();
        byStore.forEach((id, sold) -> {
            Store store = stores.get(id);
            if (store != null) {
                UUID message = ids.next();
                Money total =
                        sold.stream().map(OrderLine::price).reduce(Money::plus).orElseThrow();
                List<EmailMessage.Line> lines =
                        sold.stream().map(line -> line(line, stores)).toList();
                notices.add(new EmailMessage.SaleNotice(
                        message, store.contact(), store.name(), order.id(), paidAt, lines, total));
            }
        });
        return notices;
    }

    private static EmailMessage.Line line(OrderLine line, Map<StoreId, Store> stores) {
        Store store = stores.get(line.store());
        return new EmailMessage.Line(line.title(), store == null ? "" : store.name(), line.price());
    }
}
