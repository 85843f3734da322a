package dev.souk.lambda.json;

import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.ExportId;
import dev.souk.model.FileId;
import dev.souk.model.Id;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.VariantId;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/** The values that are strings in JSON, and how these are read. Nothing but a string of the right form is taken. */
final class TextForm {
    private TextForm() {}

    /** What a value of {@code type} looks like, when it is one of these. */
    static Optional<String> of(Class<?> type) {
        if (Id.class.isAssignableFrom(type)) {
            return Optional.of("an id");
        }
        if (type == EmailAddress.class) {
            return Optional.of("an e-mail address");
        }
        if (type == Instant.class) {
            return Optional.of("a time such as 2026-01-31T12:00:00Z");
        }
        if (type == UUID.class) {
            return Optional.of("a UUID");
        }
        return type == URI.class ? Optional.of("a URL") : Optional.empty();
    }

    /** @param type one that {@link #of} knows */
    static Optional<?> parse(Class<?> type, String text) {
        return switch (type.getSimpleName()) {
            case "UserId" -> UserId.parse(text);
            case "StoreId" -> StoreId.parse(text);
            case "ProductId" -> ProductId.parse(text);
            case "DiscountId" -> DiscountId.parse(text);
            case "VariantId" -> VariantId.parse(text);
            case "FileId" -> FileId.parse(text);
            case "OrderId" -> OrderId.parse(text);
            case "PurchaseId" -> PurchaseId.parse(text);
            case "ExportId" -> ExportId.parse(text);
            case "EmailAddress" -> EmailAddress.parse(text);
            case "Instant" -> instant(text);
            case "UUID" -> uuid(text);
            case "URI" -> uri(text);
            default -> throw new IllegalArgumentException("no form of " + type);
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@link UUID#fromString} takes {@code 1-1-1-1-1} as well. */
    private static Optional<UUID> uuid(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
