package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.SaleNotice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.SaleNotice} in JSON. */
record SaleNoticeJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable String store,
        @Nullable OrderId order,
        @Nullable Instant paidAt,
        @Nullable List<EmailFields.LineJson> lines,
        EmailFields.@Nullable MoneyJson total)
        implements EmailJson {
    static final String KIND = "sale_notice";

    static SaleNoticeJson of(SaleNotice message) {
        return new SaleNoticeJson(
                KIND,
                message.id(),
                message.to(),
                message.store(),
                message.order(),
                message.paidAt(),
                EmailFields.json(message.lines()),
                EmailFields.json(message.total()));
    }

    @Override
    public SaleNotice message() {
        return new SaleNotice(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("store", store),
                EmailFields.present("order", order),
                EmailFields.present("paid_at", paidAt),
                EmailFields.lines(lines),
                EmailFields.money("total", total));
    }
}
