package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.Receipt;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.Receipt} in JSON. */
record ReceiptJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable OrderId order,
        @Nullable Instant paidAt,
        @Nullable List<EmailFields.LineJson> lines,
        EmailFields.@Nullable MoneyJson discount,
        EmailFields.@Nullable MoneyJson tax,
        EmailFields.@Nullable MoneyJson total,
        @Nullable URI link,
        @Nullable List<String> boughtBefore)
        implements EmailJson {
    static final String KIND = "receipt";

    static ReceiptJson of(Receipt message) {
        return new ReceiptJson(
                KIND,
                message.id(),
                message.to(),
                message.order(),
                message.paidAt(),
                EmailFields.json(message.lines()),
                EmailFields.json(message.discount()),
                EmailFields.json(message.tax()),
                EmailFields.json(message.total()),
                message.link(),
                message.boughtBefore().isEmpty() ? null : message.boughtBefore());
    }

    @Override
    public Receipt message() {
        return new Receipt(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("order", order),
                EmailFields.present("paid_at", paidAt),
                EmailFields.lines(lines),
                EmailFields.maybeMoney("discount", discount),
                EmailFields.maybeMoney("tax", tax),
                EmailFields.money("total", total),
                EmailFields.webAddress("link", EmailFields.present("link", link)),
                boughtBefore == null ? List.of() : boughtBefore);
    }
}
