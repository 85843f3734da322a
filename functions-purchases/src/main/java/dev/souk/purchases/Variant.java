package dev.souk.purchases;

import dev.souk.model.VariantId;

/** As what a product is bought that is sold in variants, under the name it had when it was ordered. */
public record Variant(VariantId id, String name) {}
