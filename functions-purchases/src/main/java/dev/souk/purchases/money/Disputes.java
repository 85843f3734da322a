package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.model.DisputeId;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All disputes. Those of one order are changed only by who holds the lock of the order. */
public interface Disputes {
    static Disputes in(Sql sql) {
        return new SqlDisputes(sql);
    }

    void add(Dispute dispute);

    Optional<Dispute> find(DisputeId id);

    /** The dispute that Stripe calls so. */
    Optional<Dispute> byStripe(String stripeDispute);

    List<Dispute> of(OrderId order);

    /** The newest disputes about orders with something of {@code store}, older than {@code before}, at most {@code most}. */
    List<Dispute> of(StoreId store, Optional<DisputeId> before, int most);

    /** Keeps a later stage. True when it was in {@code from}. */
    boolean move(DisputeId id, Dispute.Stage from, Dispute.Stage to, Optional<Instant> closedAt);
}
