package dev.souk.purchases.sales;

import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sales are wanted: those that fit all that is given.
 *
 * @param from sold then or later
 * @param until sold before
 */
public record SaleFilter(
        Optional<ProductId> product,
        Optional<Sale.State> state,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<EmailAddress> email,
        Optional<DiscountId> discount) {
    public static final SaleFilter ALL = new SaleFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same filter gives the same text, no other does: a cursor belongs to one. */
    public String text() {
        return product.map(ProductId::text).orElse("") + "|"
                + state.map(Sale.State::text).orElse("") + "|"
                + from.map(Instant::toString).orElse("") + "|"
                + until.map(Instant::toString).orElse("") + "|"
                + email.map(EmailAddress::value).orElse("") + "|"
                + discount.map(DiscountId::text).orElse("");
    }
}
