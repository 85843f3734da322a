package dev.souk.catalog;

import dev.souk.model.DiscountId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.Optional;

/** A discount as its owner sees it: the contract's {@code Discount}. */
record DiscountView(
        DiscountId id,
        StoreId storeId,
        String code,
        Optional<Integer> percentBasisPoints,
        Optional<Money> amountOff,
        Optional<ProductId> productId,
        Optional<Integer> maxUses,
        Optional<Integer> maxUsesPerBuyer,
        Instant startsAt,
        Optional<Instant> endsAt,
        String state,
        int uses,
        Instant createdAt,
        Instant updatedAt) {

    static DiscountView of(Discount discount) {
        return new DiscountView(
                discount.id(),
                discount.store(),
                discount.code(),
                discount.reduction() instanceof Reduction.Share(int points) ? Optional.of(points) : Optional.empty(),
                discount.reduction() instanceof Reduction.Amount(Money money) ? Optional.of(money) : Optional.empty(),
                discount.product(),
                discount.limits().uses(),
                discount.limits().usesPerBuyer(),
                discount.window().startsAt(),
                discount.window().endsAt(),
                discount.state().text(),
                discount.uses(),
                discount.createdAt(),
                discount.updatedAt());
    }
}
