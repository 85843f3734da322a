package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.WebhookDisabled;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.WebhookDisabled} in JSON. */
record WebhookDisabledJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable String store,
        @Nullable String endpoint,
        @Nullable String host,
        WebhookDisabled.@Nullable Why why,
        @Nullable Instant disabledAt)
        implements EmailJson {
    static final String KIND = "webhook_disabled";

    static WebhookDisabledJson of(WebhookDisabled message) {
        return new WebhookDisabledJson(
                KIND,
                message.id(),
                message.to(),
                message.store(),
                message.endpoint().text(),
                message.host(),
                message.why(),
                message.disabledAt());
    }

    @Override
    public WebhookDisabled message() {
        return new WebhookDisabled(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("store", store),
                WebhookEndpointId.parse(EmailFields.present("endpoint", endpoint))
                        .orElseThrow(() -> new UnreadableMessage("endpoint", "is no id", null)),
                EmailFields.present("host", host),
                EmailFields.present("why", why),
                EmailFields.present("disabled_at", disabledAt));
    }
}
