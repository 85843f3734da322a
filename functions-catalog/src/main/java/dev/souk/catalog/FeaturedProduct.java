package dev.souk.catalog;

import dev.souk.model.ProductId;
import java.time.Instant;

/**
 * A product that the platform shows first.
 *
 * @param forSale whether it can be shown just now
 */
public record FeaturedProduct(ProductId product, StoreName store, String title, boolean forSale, Instant since) {}
