package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.Violation;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.TakedownNotice;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.TakedownNotice} in JSON. */
record TakedownNoticeJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable String store,
        @Nullable String subject,
        @Nullable String title,
        TakedownNotice.@Nullable Step step,
        @Nullable Violation violation,
        @Nullable String said,
        @Nullable Instant at)
        implements EmailJson {
    static final String KIND = "takedown_notice";

    static TakedownNoticeJson of(TakedownNotice message) {
        return new TakedownNoticeJson(
                KIND,
                message.id(),
                message.to(),
                message.store(),
                message.subject(),
                message.title().orElse(null),
                message.step(),
                message.violation(),
                message.said(),
                message.at());
    }

    @Override
    public TakedownNotice message() {
        return new TakedownNotice(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("store", store),
                EmailFields.present("subject", subject),
                Optional.ofNullable(title),
                EmailFields.present("step", step),
                EmailFields.present("violation", violation),
                EmailFields.present("said", said),
                EmailFields.present("at", at));
    }
}
