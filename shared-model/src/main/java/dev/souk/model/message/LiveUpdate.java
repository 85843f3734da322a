package dev.souk.model.message;

import dev.souk.model.OrderId;

/** That an order has changed. It does not say how: whoever tells its watchers looks, so that old news cannot be told after newer ones. */
public record LiveUpdate(OrderId order) {}
