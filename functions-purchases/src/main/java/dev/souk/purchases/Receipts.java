package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.Money;
import dev.souk.model.StoreId;
import dev.souk.model.message.EmailMessage;
import dev.souk.purchases.Shops.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the buyer's receipt of a paid order, with the link that opens it. */
public final class Receipts {
    private final PurchaseLinks links;
    private final IdSource ids;

    public Receipts(PurchaseLinks links, IdSource ids) {
        this.links = links;
        this.ids = ids;
    }

    /**
     * A new message about an order.
     *
     * @param total what was paid
     * @param tax the part of it that is tax, in minor units
     * @param boughtBefore titles of it that its address had bought already
     */
    public EmailMessage.Receipt of(
            Sql sql, Order order, Money total, long tax, Instant paidAt, List<String> boughtBefore) {
        Map<StoreId, Store> stores = Shops.in(sql)
                .stores(order.lines().stream().map(OrderLine::store).distinct().toList());
        return new EmailMessage.Receipt(
                ids.next(),
                order.email(),
                order.id(),
                paidAt,
                order.lines().stream().map(line -> line(line, stores)).toList(),
                positive(order.discounted(), order),
                positive(tax, order),
                total,
                links.link(order.id()),
                boughtBefore);
    }

    private static Optional<Money> positive(long amount, Order order) {
        return amount > 0 ? Optional.of(new Money(amount, order.total().currency())) : Optional.empty();
    }

    private static EmailMessage.Line line(OrderLine line, Map<StoreId, Store> stores) {
        Store store = stores.get(line.store());
        return new EmailMessage.Line(line.called(), store == null ? "" : store.name(), line.price());
    }
}
