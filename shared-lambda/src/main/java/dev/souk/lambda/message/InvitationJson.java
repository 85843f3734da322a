package dev.souk.lambda.message;

import dev.souk.model.EmailAddress;
import dev.souk.model.StoreRole;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.Invitation;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link EmailMessage.Invitation} in JSON. */
record InvitationJson(
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable EmailAddress to,
        @Nullable String store,
        @Nullable StoreRole role,
        @Nullable Instant expiresAt,
        @Nullable URI link)
        implements EmailJson {
    static final String KIND = "invitation";

    static InvitationJson of(Invitation message) {
        return new InvitationJson(
                KIND, message.id(), message.to(), message.store(), message.role(), message.expiresAt(), message.link());
    }

    @Override
    public Invitation message() {
        return new Invitation(
                EmailFields.present("id", id),
                EmailFields.present("to", to),
                EmailFields.present("store", store),
                EmailFields.present("role", role),
                EmailFields.present("expires_at", expiresAt),
                EmailFields.webAddress("link", EmailFields.present("link", link)));
    }
}
