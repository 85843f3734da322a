package dev.souk.purchases.sales;

import dev.souk.model.Currency;
import dev.souk.model.CustomerId;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.purchases.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A store's part of a paid order. All amounts are minor units of the currency, of the store's lines alone.
 *
 * @param discount empty also when the discount of the order took nothing off these lines
 * @param paid what was paid for the lines, tax included
 * @param tax the part of {@code paid} that is tax
 * @param fee the part of {@code paid} that is the platform's
 * @param refunded the part of {@code paid} that went back
 * @param refundedTax the part of {@code refunded} that was tax
 * @param refundedFee the part of {@code refunded} that was the platform's
 * @param items what was sold, without its amounts
 */
public record Sale(
        OrderId order,
        State state,
        CustomerId customer,
        EmailAddress email,
        Currency currency,
        Optional<DiscountId> discount,
        long paid,
        long tax,
        long fee,
        long refunded,
        long refundedTax,
        long refundedFee,
        Instant soldAt,
        List<Item> items) {
    public Sale {
        items = List.copyOf(items);
    }

    /** What became of it. */
    public enum State {
        PAID,
        PARTIALLY_REFUNDED,
        REFUNDED,
        /** The buyer's bank wants the money of the order back, and it is not decided. */
        DISPUTED;

        /** As the API and the database write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> parse(String text) {
            for (State state : values()) {
                if (state.text().equals(text)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }

    /** A product under the title that it had then, and its variant under its name. */
    public record Item(ProductId product, String title, Optional<Variant> variant) {}

    /** What is left to the seller. */
    public long net() {
        return paid - tax - fee - (refunded - refundedTax - refundedFee);
    }

    Sale with(List<Item> others) {
        return new Sale(
                order,
                state,
                customer,
                email,
                currency,
                discount,
                paid,
                tax,
                fee,
                refunded,
                refundedTax,
                refundedFee,
                soldAt,
                others);
    }
}
