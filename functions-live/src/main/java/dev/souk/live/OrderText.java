package dev.souk.live;

import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;

/** What those who watch an order are told: {@code {"type":"order","order":"ord_…","state":"paid","payment_page":true,"version":2}}. */
public final class OrderText {
    private OrderText() {}

    public static String of(OrderNow now) {
        return Json.write(new Wire("order", now.order(), now.state(), now.hasPage(), now.version()));
    }

    private record Wire(String type, OrderId order, String state, boolean paymentPage, int version) {}
}
