package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.OrderReady;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.OrderReady} in JSON. */
record OrderReadyJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable OrderId order,
        EmailFields.@Nullable MoneyJson total,
        @Nullable URI link)
        implements EmailJson {
    static final String KIND = "order_ready";

    static OrderReadyJson of(OrderReady message) {
        return new OrderReadyJson(
                KIND, message.id(), message.to(), message.order(), EmailFields.json(message.total()), message.link());
    }

    @Override
    public OrderReady message() {
        return new OrderReady(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("order", order),
                EmailFields.money("total", total),
                EmailFields.webAddress("link", EmailFields.present("link", link)));
    }
}
