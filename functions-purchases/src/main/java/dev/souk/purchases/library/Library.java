package dev.souk.purchases.library;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Database;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.UserId;
import dev.souk.purchases.Deliverable;
import dev.souk.purchases.Grants;
import dev.souk.purchases.Order;
import dev.souk.purchases.Orders;
import dev.souk.purchases.Purchase;
import dev.souk.purchases.Purchases;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up orders and purchases for whoever may see them. */
public final class Library {
    private final Database database;

    public Library(Database database) {
        this.database = database;
    }

    /** An order, and which purchase each of its products became. */
    public record OrderEntry(Order order, Map<ProductId, PurchaseId> purchases) {
        public OrderEntry {
            purchases = Map.copyOf(purchases);
        }
    }

    /** A purchase, and the files it gives, in all their versions: those of a line together, the newest first. */
    public record PurchaseEntry(Purchase purchase, List<Deliverable> files) {
        public PurchaseEntry {
            files = List.copyOf(files);
        }
    }

    public Optional<OrderEntry> order(OrderId id, Reader reader) {
        return Orders.in(database).find(id, reader).map(this::entry);
    }

    public OrderEntry entry(Order order) {
        return entries(List.of(order)).getFirst();
    }

    /** The newest orders of {@code buyer} before the given one, at most {@code most}. */
    public List<OrderEntry> orders(UserId buyer, Optional<OrderId> before, int most) {
        return entries(Orders.in(database).of(buyer, before, most));
    }

    public Optional<PurchaseEntry> purchase(PurchaseId id, Reader reader) {
        return Purchases.in(database)
                .find(id, reader)
                .map(found -> withFiles(List.of(found)).getFirst());
    }

    /** The newest purchases of {@code reader} before the given one, at most {@code most}; empty for a link that opens nothing. */
    public Optional<List<PurchaseEntry>> purchases(Reader reader, Optional<PurchaseId> before, int most) {
        List<Purchase> found = Purchases.in(database).of(reader, before, most);
        boolean stranger = found.isEmpty()
                && reader instanceof Reader.LinkHolder holder
                && !Orders.in(database).isOpenedBy(holder.token());
        return stranger ? Optional.empty() : Optional.of(withFiles(found));
    }

    private List<OrderEntry> entries(List<Order> orders) {
        Map<OrderId, Map<ProductId, PurchaseId>> purchases =
                Purchases.in(database).byOrder(orders.stream().map(Order::id).toList());
        return orders.stream()
                .map(order -> new OrderEntry(order, purchases.getOrDefault(order.id(), Map.of())))
                .toList();
    }

    private List<PurchaseEntry> withFiles(List<Purchase> purchases) {
        Map<PurchaseId, List<Deliverable>> files = Grants.in(database).of(purchases);
        return purchases.stream()
                .map(each -> new PurchaseEntry(each, files.getOrDefault(each.id(), List.of())))
                .toList();
    }
}
