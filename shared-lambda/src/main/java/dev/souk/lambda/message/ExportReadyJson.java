package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.ExportReady;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.ExportReady} in JSON. */
record ExportReadyJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable String store,
        @Nullable Long rows,
        @Nullable Instant expiresAt,
        @Nullable URI link)
        implements EmailJson {
    static final String KIND = "export_ready";

    static ExportReadyJson of(ExportReady message) {
        return new ExportReadyJson(
                KIND, message.id(), message.to(), message.store(), message.rows(), message.expiresAt(), message.link());
    }

    @Override
    public ExportReady message() {
        return new ExportReady(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("store", store),
                EmailFields.present("rows", rows),
                EmailFields.present("expires_at", expiresAt),
                EmailFields.webAddress("link", EmailFields.present("link", link)));
    }
}
