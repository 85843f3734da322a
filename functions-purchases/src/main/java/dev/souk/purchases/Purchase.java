package dev.souk.purchases;

import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a buyer owns: a product, for good.
 *
 * @param title what it was called when it was bought
 * @param variant as what it was bought, if it was sold in variants
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
        Money price,
        Instant orderedAt,
        int downloadsLeft,
        Instant purchasedAt,
        Optional<Instant> revokedAt,
        boolean versionMails) {}
