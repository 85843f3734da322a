package dev.souk.lambda.message;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.message.EmailMessage.Line;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is common to the fields of e-mails in JSON: how each is written, and what is said of one that is wrong. */
final class EmailFields {
    private EmailFields() {}

    record LineJson(
            @Nullable String title,
            @Nullable String store,
            @Nullable MoneyJson price) {}

    record MoneyJson(@Nullable Long amount, @Nullable Currency currency) {}

    static List<Line> lines(@Nullable List<LineJson> json) {
        List<LineJson> lines = present("lines", json);
        if (lines.isEmpty()) {
            throw new UnreadableMessage("lines", "is empty", null);
        }
        return lines.stream()
                .map(line -> new Line(
                        present("lines.title", line.title()),
                        present("lines.store", line.store()),
                        money("lines.price", line.price())))
                .toList();
    }

    static Optional<Money> maybeMoney(String field, @Nullable MoneyJson json) {
        return json == null ? Optional.empty() : Optional.of(money(field, json));
    }

    static Money money(String field, @Nullable MoneyJson json) {
        MoneyJson money = present(field, json);
        try {
            return new Money(
                    present(field + ".amount", money.amount()), present(field + ".currency", money.currency()));
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessage(field, "is no amount", e);
        }
    }

    /** A link that a person is to click: {@code javascript:} and its like are not sent to anybody. */
    static URI webAddress(String field, URI uri) {
        if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            return uri;
        }
        throw new UnreadableMessage(field, "is not a web address", null);
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new UnreadableMessage(field, "is missing", null);
        }
        return value;
    }

    static List<LineJson> json(List<Line> lines) {
        return lines.stream()
                .map(line -> new LineJson(line.title(), line.store(), json(line.price())))
                .toList();
    }

    static MoneyJson json(Money money) {
        return new MoneyJson(money.amount(), money.currency());
    }

    static @Nullable MoneyJson json(Optional<Money> money) {
        return money.map(EmailFields::json).orElse(null);
    }
}
