package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.RefundNotice;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.RefundNotice} in JSON. */
record RefundNoticeJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable OrderId order,
        @Nullable Instant refundedAt,
        @Nullable List<EmailFields.LineJson> lines,
        EmailFields.@Nullable MoneyJson refunded,
        @Nullable Boolean accessEnded,
        @Nullable URI link)
        implements EmailJson {
    static final String KIND = "refund_notice";

    static RefundNoticeJson of(RefundNotice message) {
        return new RefundNoticeJson(
                KIND,
                message.id(),
                message.to(),
                message.order(),
                message.refundedAt(),
                EmailFields.json(message.lines()),
                EmailFields.json(message.refunded()),
                message.accessEnded(),
                message.link());
    }

    @Override
    public RefundNotice message() {
        return new RefundNotice(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("order", order),
                EmailFields.present("refunded_at", refundedAt),
                EmailFields.lines(lines),
                EmailFields.money("refunded", refunded),
                EmailFields.present("access_ended", accessEnded),
                EmailFields.webAddress("link", EmailFields.present("link", link)));
    }
}
