package dev.souk.catalog;

import dev.souk.model.StoreId;

/** The store that sells a product, as the users' function publishes it. */
public record StoreName(StoreId id, String slug, String name) {}
