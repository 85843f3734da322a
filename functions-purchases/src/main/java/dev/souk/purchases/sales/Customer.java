package dev.souk.purchases.sales;

import dev.souk.model.CustomerId;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import java.time.Instant;
import java.util.List;

/**
 * Somebody who has bought of a store: an address.
 *
 * @param orders how many orders of theirs were paid, free ones included
 * @param spent what they paid the store and did not get back, tax included, in each currency
 */
public record Customer(
        CustomerId id, EmailAddress email, long orders, List<Money> spent, Instant firstSaleAt, Instant lastSaleAt) {
    public Customer {
        spent = List.copyOf(spent);
    }
}
