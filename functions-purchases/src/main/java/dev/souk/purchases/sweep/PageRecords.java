package dev.souk.purchases.sweep;

import dev.souk.purchases.MoneyIn;
import dev.souk.purchases.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Stripe knows of the pages where orders are paid. All throw {@link dev.souk.purchases.money.PaymentsUnreachable} when it cannot be
 * asked.
 */
public interface PageRecords {
    /** The page that Stripe calls so. */
    Optional<Page> find(String session);

    /** The pages that were made for an order, whatever became of the answers then. */
    List<Page> madeFor(Order order);

    /** Ends an open page, unless it was paid meanwhile; what it is like after that. */
    Page end(Page page);

    /**
     * A payment page at Stripe.
     *
     * @param moneyIn what came in by it; there when it is {@code PAID}
     * @param expiresAt until when it can be paid, by Stripe's clock
     */
    record Page(String session, Standing standing, Optional<MoneyIn> moneyIn, Instant expiresAt) {}

    /** How far a page is. */
    enum Standing {
        OPEN,
        PAID,
        /** The buyer has agreed to pay by a method that takes days. */
        PROMISED,
        /** What was promised did not come. */
        FAILED,
        EXPIRED
    }
}
