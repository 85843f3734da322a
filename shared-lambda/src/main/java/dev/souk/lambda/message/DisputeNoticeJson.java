package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.DisputeNotice;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.DisputeNotice} in JSON. */
record DisputeNoticeJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable String store,
        @Nullable OrderId order,
        DisputeNotice.@Nullable Stage stage,
        EmailFields.@Nullable MoneyJson amount,
        @Nullable String reason,
        @Nullable Instant respondBy)
        implements EmailJson {
    static final String KIND = "dispute_notice";

    static DisputeNoticeJson of(DisputeNotice message) {
        return new DisputeNoticeJson(
                KIND,
                message.id(),
                message.to(),
                message.store(),
                message.order(),
                message.stage(),
                EmailFields.json(message.amount()),
                message.reason(),
                message.respondBy().orElse(null));
    }

    @Override
    public DisputeNotice message() {
        return new DisputeNotice(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("store", store),
                EmailFields.present("order", order),
                EmailFields.present("stage", stage),
                EmailFields.money("amount", amount),
                EmailFields.present("reason", reason),
                Optional.ofNullable(respondBy));
    }
}
