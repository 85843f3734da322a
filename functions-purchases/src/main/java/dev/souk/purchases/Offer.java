package dev.souk.purchases;

import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;

/** What can be bought now, and for how much. */
public record Offer(ProductId product, StoreId store, UserId seller, String title, Money price) {}
