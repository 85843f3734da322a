package dev.souk.live;

import dev.souk.model.OrderId;

/**
 * How an order stands.
 *
 * @param state as the API writes it: {@code awaiting_payment}
 * @param hasPage whether there is a page where it is paid, or was
 * @param version greater after each change of the others
 */
public record OrderNow(OrderId order, String state, boolean hasPage, int version) {}
