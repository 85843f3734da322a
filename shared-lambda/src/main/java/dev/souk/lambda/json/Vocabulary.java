package dev.souk.lambda.json;

import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** How the strings of the shared vocabulary are read. */
final class Vocabulary {
    private Vocabulary() {}

    static void addReaders(SimpleModule module) {
        add(module, UserId.class, UserId::parse);
        add(module, StoreId.class, StoreId::parse);
        add(module, ProductId.class, ProductId::parse);
        add(module, FileId.class, FileId::parse);
        add(module, OrderId.class, OrderId::parse);
        add(module, PurchaseId.class, PurchaseId::parse);
        add(module, EmailAddress.class, EmailAddress::parse);
    }

    private static <T> void add(SimpleModule module, Class<T> type, Function<String, Optional<T>> parse) {
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
}
