package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.Money;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.money.Sales;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a buyer what an order is about once its money is in: purchases, what the sellers are owed, the receipt and the sellers' notices,
 * all in the transaction that pays it.
 */
public final class Fulfilment {
    private final OrderMails mails;
    private final OrderNews news;
    private final SellerNews sellers;
    private final Sales sales;
    private final Receipts receipts;
    private final IdSource ids;
    private final int downloads;

    /** @param downloads how many download links each purchase is good for */
    public Fulfilment(
            OrderMails mails,
            OrderNews news,
            SellerNews sellers,
            Sales sales,
            Receipts receipts,
            IdSource ids,
            int downloads) {
        this.mails = mails;
        this.news = news;
        this.sellers = sellers;
        this.sales = sales;
        this.receipts = receipts;
        this.ids = ids;
        this.downloads = downloads;
    }

    /**
     * Fulfils an order, unless it was paid before.
     *
     * @return what the outbox is to send after the commit; empty when the order was paid already
     */
    public Optional<List<Outbox.Entry>> fulfil(Sql tx, Order order, MoneyIn in, Instant at) {
        Order paid = order.with(paidLines(order, in));
        if (!Orders.in(tx).markPaid(paid, in.total(), in.tax(), in.paymentIntent(), at)) {
            return Optional.empty();
        }
        give(tx, paid, at);
        if (in.total() > 0) {
            sales.record(tx, paid, in, at);
        }
        SalesBook.in(tx, ids).restate(paid);
        Map<StoreId, Store> stores = Shops.in(tx)
                .stores(order.lines().stream().map(OrderLine::store).distinct().toList());
        List<Outbox.Entry> entries = new ArrayList<>();
        EmailMessage receipt = receipts.of(
                tx,
                paid,
                new Money(in.total(), paid.total().currency()),
                in.tax(),
                at,
                Purchases.in(tx).boughtBefore(paid));
        entries.add(mails.put(tx, order.id(), receipt, at));
        for (EmailMessage notice : notices(paid, stores, at)) {
            entries.add(mails.put(tx, order.id(), notice, at));
        }
        entries.add(news.put(tx, order.id()));
        entries.addAll(sellers.sold(tx, paid, at));
        return Optional.of(entries);
    }

    private static List<OrderLine> paidLines(Order order, MoneyIn in) {
        long[] charged = order.lines().stream().mapToLong(OrderLine::charged).toArray();
        List<Money> taxes = new Money(in.tax(), in.currency()).allocate(charged);
        boolean onTop = in.total() != in.subtotal();
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < charged.length; i++) {
            long tax = taxes.get(i).amount();
            lines.add(order.lines().get(i).paid(charged[i] + (onTop ? tax : 0), tax));
        }
        return lines;
    }

    private void give(Sql tx, Order order, Instant at) {
        Purchases purchases = Purchases.in(tx);
        BuyerProducts owned = BuyerProducts.in(tx);
        int position = 0;
        for (OrderLine line : order.lines()) {
            purchases.add(
                    new PurchaseId(ids.next()),
                    order.id(),
                    position++,
                    order.buyer(),
                    line.product(),
                    downloads * Math.max(1, line.parts().size()),
                    at);
            order.buyer().ifPresent(buyer -> owned.claim(buyer, line.goods(), order.id(), false));
        }
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
                long total = sold.stream().mapToLong(OrderLine::charged).sum();
                List<EmailMessage.Line> lines = sold.stream()
                        .map(line -> new EmailMessage.Line(
                                line.called(),
                                store.name(),
                                new Money(line.charged(), line.price().currency())))
                        .toList();
                notices.add(new EmailMessage.SaleNotice(
                        ids.next(),
                        store.contact(),
                        store.name(),
                        order.id(),
                        paidAt,
                        lines,
                        new Money(total, order.total().currency())));
            }
        });
        return notices;
    }
}
