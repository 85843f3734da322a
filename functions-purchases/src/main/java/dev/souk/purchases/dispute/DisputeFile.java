package dev.souk.purchases.dispute;

import dev.souk.lambda.db.Database;
import dev.souk.model.DisputeId;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.purchases.Order;
import dev.souk.purchases.Orders;
import dev.souk.purchases.money.Dispute;
import dev.souk.purchases.money.Disputes;
import dev.souk.purchases.money.Refunds;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks up disputes for the sellers whose sales they are about. */
public final class DisputeFile {
    private final Database database;

    public DisputeFile(Database database) {
        this.database = database;
    }

    /** The mails and downloads of an order. */
    interface Traces {
        List<Evidence.Mail> mails(OrderId order);

        List<Evidence.Download> downloads(OrderId order);
    }

    /** The newest disputes about a store's sales, before the given one, at most {@code most}. */
    public List<Dispute> of(StoreId store, Optional<DisputeId> before, int most) {
        return Disputes.in(database).of(store, before, most);
    }

    /** What somebody is in a store that sold something of the order. */
    public Optional<StoreRole> role(DisputeId id, UserId user) {
        return Disputes.in(database)
                .find(id)
                .flatMap(dispute -> Orders.in(database).role(dispute.order(), user));
    }

    /** What a dispute can be answered with; empty unless {@code stores} sold something of the order. */
    public Optional<Evidence> evidence(DisputeId id, Set<StoreId> stores) {
        Optional<Dispute> dispute = Disputes.in(database).find(id);
        Optional<Order> order = dispute.flatMap(found -> Orders.in(database).find(found.order()))
                .filter(found -> found.lines().stream().anyMatch(line -> stores.contains(line.store())));
        Traces traces = new SqlTraces(database);
        return order.map(found -> new Evidence(
                dispute.orElseThrow(),
                found,
                traces.mails(found.id()),
                traces.downloads(found.id()),
                Refunds.in(database).of(found.id())));
    }
}
