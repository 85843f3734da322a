package dev.souk.model.message;

import dev.souk.model.OrderId;

/** That an order was taken whose payment page is to be opened. It says no more: what is to be paid stands with the order. */
public record OrderRequest(OrderId order) {}
