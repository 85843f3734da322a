package dev.souk.purchases;

import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was asked for, at the price and under the title it had then. All amounts are minor units of the price's currency.
 *
 * @param variant as what it was asked for, if it is sold in variants
 * @param parts what it gives, if it is a bundle
 * @param discount what is taken off the price
 * @param feeBasisPoints the platform's share of what the seller gets, as it was when the order was placed; 10,000 are all of it
 * @param paid what was paid for it, tax included; 0 until then
 * @param tax the part of {@code paid} that is tax
 * @param fee the part of {@code paid} that is the platform's
 * @param refunded the part of {@code paid} that went back
 */
public record OrderLine(
        ProductId product,
        StoreId store,
        UserId seller,
        String title,
        Optional<Variant> variant,
        List<Part> parts,
        Money price,
        long discount,
        int feeBasisPoints,
        long paid,
        long tax,
        long fee,
        long refunded) {

    public OrderLine {
        parts = List.copyOf(parts);
    }

    /** A line that is to be paid. */
    public static OrderLine of(Offer offer, long discount, int feeBasisPoints) {
        return new OrderLine(
                offer.product(),
                offer.store(),
                offer.seller(),
                offer.title(),
                offer.variant(),
                offer.parts(),
                offer.price(),
                discount,
                feeBasisPoints,
                0,
                0,
                0,
                0);
    }

    OrderLine with(List<Part> others) {
        return new OrderLine(
                product,
                store,
                seller,
                title,
                variant,
                others,
                price,
                discount,
                feeBasisPoints,
                paid,
                tax,
                fee,
                refunded);
    }

    /** Under what letters and payment pages name it. */
    public String called() {
        return new Part(product, title, variant).called();
    }

    /** What a buyer has of it who has it already: another variant is something else. */
    public UUID goods() {
        return variant.map(each -> each.id().value()).orElse(product.value());
    }

    /** What is charged for it, before any tax that comes on top. */
    public long charged() {
        return price.amount() - discount;
    }

    /** What of it is the seller's. */
    public long sellerShare() {
        return paid - tax - fee;
    }

    /** The same line once {@code paid} was paid for it, of which {@code tax} is tax. */
    public OrderLine paid(long paid, long tax) {
        long fee = new Money(paid - tax, price.currency())
                .basisPoints(feeBasisPoints)
                .amount();
        return new OrderLine(
                product,
                store,
                seller,
                title,
                variant,
                parts,
                price,
                discount,
                feeBasisPoints,
                paid,
                tax,
                fee,
                refunded);
    }
}
