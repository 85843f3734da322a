package dev.souk.purchases;

import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;

/** What was asked for, at the price and under the title it had then. */
public record OrderLine(ProductId product, StoreId store, UserId seller, String title, Money price) {}
