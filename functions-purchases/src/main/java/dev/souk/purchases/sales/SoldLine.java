package dev.souk.purchases.sales;

import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a sale, by itself: what is a row of an export. Amounts are minor units of the currency, as in {@link Sale}.
 *
 * @param variant what it was called that the product was sold as
 * @param state of the sale that it is a line of
 */
public record SoldLine(
        OrderId order,
        Instant soldAt,
        Sale.State state,
        EmailAddress email,
        ProductId product,
        String title,
        Optional<String> variant,
        Currency currency,
        long price,
        long discount,
        Optional<String> discountCode,
        long paid,
        long tax,
        long fee,
        long refunded,
        long refundedTax,
        long refundedFee) {
    public long net() {
        return paid - tax - fee - (refunded - refundedTax - refundedFee);
    }

    public Place place() {
        return new Place(soldAt, order.value());
    }
}
