package dev.souk.purchases;

import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a buyer owns: a product, for good.
 *
 * @param title what it was called when it was bought
 * @param variant as what it was bought, if it was sold in variants
 * @param parts what it gives, if it is a bundle
 * @param orderedAt what is withdrawn after that is the buyer's all the same
 * @param downloadsLeft how many more links are handed out
 * @param versionMails whether its buyer wants to hear of new versions
 */
public record Purchase(
        PurchaseId id,
        OrderId order,
        ProductId product,
        String title,
        Optional<Variant> variant,
        List<Part> parts,
        Money price,
        Instant orderedAt,
        int downloadsLeft,
        Instant purchasedAt,
        Optional<Instant> revokedAt,
        boolean versionMails) {
    public Purchase {
        parts = List.copyOf(parts);
    }

    Purchase with(List<Part> others) {
        return new Purchase(
                id,
                order,
                product,
                title,
                variant,
                others,
                price,
                orderedAt,
                downloadsLeft,
                purchasedAt,
                revokedAt,
                versionMails);
    }

    /** All whose files it gives: itself, and what it gives as a bundle. */
    public List<Part> goods() {
        return Stream.concat(Stream.of(new Part(product, title, variant)), parts.stream())
                .toList();
    }
}
