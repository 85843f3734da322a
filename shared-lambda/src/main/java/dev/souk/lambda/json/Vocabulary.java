package dev.souk.lambda.json;

import dev.souk.lambda.config.Secret;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Id;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The values that are strings in JSON, and how these are read and written. Nothing but a string of the right form is taken. */
final class Vocabulary {
    private Vocabulary() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("souk-vocabulary");
        module.addSerializer(Id.class, new TextWriter<>(Id.class, Id::text));
        module.addSerializer(EmailAddress.class, new TextWriter<>(EmailAddress.class, EmailAddress::value));
        module.addSerializer(Secret.class, new TextWriter<>(Secret.class, Secret::toString));
        read(module, UserId.class, UserId::parse);
        read(module, StoreId.class, StoreId::parse);
        read(module, ProductId.class, ProductId::parse);
        read(module, FileId.class, FileId::parse);
        read(module, OrderId.class, OrderId::parse);
        read(module, PurchaseId.class, PurchaseId::parse);
        read(module, EmailAddress.class, EmailAddress::parse);
        read(module, Instant.class, Vocabulary::instant);
        read(module, UUID.class, Vocabulary::uuid);
        read(module, URI.class, Vocabulary::uri);
        return module;
    }

    /** What a value of {@code type} looks like, when it is one of these. */
    static Optional<String> expected(Class<?> type) {
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

    private static <T> void read(SimpleModule module, Class<T> type, Function<String, Optional<T>> parse) {
        module.addDeserializer(type, new TextReader<>(type, parse));
    }

    private static final class TextReader<T> extends StdDeserializer<T> {
        private final Class<T> type;
        private final Function<String, Optional<T>> parse;

        private TextReader(Class<T> type, Function<String, Optional<T>> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public @Nullable T deserialize(JsonParser in, DeserializationContext context) {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                context.reportInputMismatch(String.class, "a string is expected");
            }
            return parse.apply(in.getString())
                    .orElseGet(() -> context.reportInputMismatch(type, "not a %s", type.getSimpleName()));
        }
    }

    private static final class TextWriter<T> extends StdSerializer<T> {
        private final Function<T, String> text;

        private TextWriter(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(text.apply(value));
        }
    }
}
