package dev.souk.purchases;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Sql;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All purchases. */
public interface Purchases {
    static Purchases in(Sql sql) {
        return new SqlPurchases(sql);
    }

    /** Gives the buyer what the line at {@code position} of the order is about. A line can be given once, ever. */
    void add(
            PurchaseId id,
            OrderId order,
            int position,
            Optional<UserId> buyer,
            ProductId product,
            int downloads,
            Instant at);

    /** The purchase when {@code reader} may see it; another's does not exist for them. */
    Optional<Purchase> find(PurchaseId id, Reader reader);

    /** The newest purchases {@code reader} may see that are older than {@code before}, at most {@code most}. */
    List<Purchase> of(Reader reader, Optional<PurchaseId> before, int most);

    /** A purchase, and the address of its order. */
    record Held(Purchase purchase, EmailAddress email) {}

    /** Purchases of the product, by itself or in a bundle, that were not taken back, in the order of their ids after the given one, at most {@code most}. */
    List<Held> held(ProductId product, Optional<PurchaseId> after, int most);

    /** The purchases each product of these orders became. */
    Map<OrderId, Map<ProductId, PurchaseId>> byOrder(List<OrderId> orders);

    /** Counts one download; false when none is left or the purchase was revoked. */
    boolean countDownload(PurchaseId id);

    /** Keeps that a link was handed out. */
    void logDownload(UUID id, PurchaseId purchase, FileId file, Visit visit, Instant at);

    /** Takes back what the line at {@code position} gave; true when it was not taken back before. */
    boolean revoke(OrderId order, int position, Instant at);

    /** Gives back what was taken back; true when it was. */
    boolean restore(OrderId order, int position);

    /** The titles of {@code order} that its address, or its buyer, had bought before and still owns. */
    List<String> boughtBefore(Order order);
}
