package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.NewVersion;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.NewVersion} in JSON. */
record NewVersionJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable OrderId order,
        @Nullable String title,
        @Nullable String store,
        @Nullable String file,
        @Nullable Integer number,
        @Nullable String notes,
        @Nullable URI link,
        @Nullable URI stop)
        implements EmailJson {
    static final String KIND = "new_version";

    static NewVersionJson of(NewVersion message) {
        return new NewVersionJson(
                KIND,
                message.id(),
                message.to(),
                message.order(),
                message.title(),
                message.store(),
                message.file(),
                message.number(),
                message.notes().orElse(null),
                message.link(),
                message.stop().orElse(null));
    }

    @Override
    public NewVersion message() {
        return new NewVersion(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("order", order),
                EmailFields.present("title", title),
                EmailFields.present("store", store),
                EmailFields.present("file", file),
                EmailFields.present("number", number),
                Optional.ofNullable(notes),
                EmailFields.webAddress("link", EmailFields.present("link", link)),
                Optional.ofNullable(stop).map(stop -> EmailFields.webAddress("stop", stop)));
    }
}
