package dev.souk.purchases.sweep;

import dev.souk.model.OrderId;

/** Asks whoever opens payment pages for the page of an order. Asked twice, there is one page all the same. */
@FunctionalInterface
public interface PageRequests {
    void ask(OrderId order);
}
