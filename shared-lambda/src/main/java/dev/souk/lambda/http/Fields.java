package dev.souk.lambda.http;

import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.Unchargeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a body one by one and remembers all that are wrong, so that the caller is told of every one at once. A getter
 * whose field is wrong gives a placeholder: call {@link #check} before anything is done with what was read.
 */
public final class Fields {
    /** 2000-01-01 and 9999-12-31, in UTC. As numbers: reading them from text costs a cold start. */
    private static final Instant EARLIEST = Instant.ofEpochSecond(946_684_800L);

    private static final Instant LATEST = Instant.ofEpochSecond(253_402_214_400L);

    private static final int LONGEST_SAYING = 2_000;
    private static final Money NO_MONEY = new Money(0, Currency.USD);

    private final List<FieldError> errors = new ArrayList<>();

    /** Ends the request with 422 when any field was wrong. */
    public void check() {
        if (!errors.isEmpty()) {
            throw new Refused(Problem.invalid(errors));
        }
    }

    public void wrong(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    /** One line of text, stripped, of {@code least} to {@code most} characters (code points). */
    public String line(String field, @Nullable String value, int least, int most) {
        return value == null ? missing(field) : text(field, value.strip(), least, most, true);
    }

    public Optional<String> findLine(String field, @Nullable String value, int least, int most) {
        return value == null ? Optional.empty() : Optional.of(line(field, value, least, most));
    }

    /** Text of several lines, at most {@code most} characters; line breaks become {@code \n}. */
    public Optional<String> findLines(String field, @Nullable String value, int most) {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(text(field, value.replace("\r\n", "\n").replace('\r', '\n'), 0, most, false));
    }

    /** What somebody has to say: plain text of several lines, stripped, of 1 to 2,000 characters. */
    public String said(String field, @Nullable String value) {
        return value == null
                ? missing(field)
                : text(field, value.replace("\r\n", "\n").replace('\r', '\n').strip(), 1, LONGEST_SAYING, false);
    }

    /** A whole number within the bounds. */
    public long number(String field, @Nullable Long value, long least, long most) {
        if (value == null) {
            missing(field);
            return least;
        }
        if (value < least || value > most) {
            wrong(field, "out_of_range", "must be between " + least + " and " + most);
            return least;
        }
        return value;
    }

    /** A time in the years that a column holds and people mean, as fine as the database keeps it. */
    public Optional<Instant> findTime(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            wrong(field, "out_of_range", "must be in the years 2000 to 9999");
            return Optional.empty();
        }
        return Optional.ofNullable(time).map(exact -> exact.truncatedTo(ChronoUnit.MICROS));
    }

    /** The same for one that is still to come. */
    public Optional<Instant> findFuture(String field, @Nullable Instant time, Instant now) {
        Optional<Instant> found = findTime(field, time);
        if (found.isPresent() && !found.get().isAfter(now)) {
            wrong(field, "past", "must lie in the future");
        }
        return found;
    }

    /** A value that {@code parse} makes of a string; {@code must} completes "'field' must …". */
    public <T> Optional<T> find(
            String field, @Nullable String value, String must, Function<String, Optional<T>> parse) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(value);
        if (parsed.isEmpty()) {
            wrong(field, "invalid", "must " + must);
        }
        return parsed;
    }

    /** The same, for a field that has to be there; empty only when it was wrong. */
    public <T> Optional<T> require(
            String field, @Nullable String value, String must, Function<String, Optional<T>> parse) {
        if (value == null) {
            missing(field);
        }
        return find(field, value, must, parse);
    }

    public Optional<EmailAddress> findEmail(String field, @Nullable String value) {
        return find(field, value, "be an e-mail address such as name@example.com", EmailAddress::parse);
    }

    /** An amount in minor units, as exact as Stripe is and no more, and a currency that Souk sells in. */
    public Money money(String field, @Nullable MoneyBody value) {
        return amount(field, value, Fields::outOfRange);
    }

    /** The same for what something costs: nothing, or what Stripe charges. */
    public Money price(String field, @Nullable MoneyBody value) {
        return amount(field, value, Fields::noPrice);
    }

    /** Why an amount is not taken; empty when it is. */
    private interface Rule {
        Optional<Unchargeable> broken(Currency currency, long amount);
    }

    private Money amount(String field, @Nullable MoneyBody value, Rule rule) {
        if (value == null) {
            missing(field);
            return NO_MONEY;
        }
        Long amount = value.amount();
        if (amount == null) {
            missing(field + ".amount");
        }
        Optional<Currency> currency = require(
                field + ".currency",
                value.currency(),
                "be the ISO 4217 code, in capitals, of a currency that is sold in",
                Currency::of);
        if (amount == null || currency.isEmpty()) {
            return NO_MONEY;
        }
        Optional<Unchargeable> why = rule.broken(currency.get(), amount);
        why.ifPresent(broken -> wrong(field + ".amount", broken.code(), "must " + broken.must()));
        return why.isPresent() ? NO_MONEY : new Money(amount, currency.get());
    }

    private static Optional<Unchargeable> noPrice(Currency currency, long amount) {
        if (amount == 0) {
            return Optional.empty();
        }
        return amount < currency.minimum()
                ? Optional.of(new Unchargeable(
                        "below_minimum",
                        "be 0, for free, or at least " + new Money(currency.minimum(), currency).display()))
                : currency.unchargeable(amount);
    }

    private static Optional<Unchargeable> outOfRange(Currency currency, long amount) {
        if (amount < 0) {
            return Optional.of(new Unchargeable("below_minimum", "not be negative"));
        }
        return amount > currency.maximum() ? currency.unchargeable(amount) : currency.indivisible(amount);
    }

    /** Money as a body writes it. */
    public record MoneyBody(@Nullable Long amount, @Nullable String currency) {}

    private String missing(String field) {
        wrong(field, "required", "is required");
        return "";
    }

    private String text(String field, String value, int least, int most, boolean oneLine) {
        int length = value.codePointCount(0, value.length());
        if (length < least || (least > 0 && !Text.isVisible(value))) {
            wrong(field, "too_short", least == 1 ? "must not be empty" : "must have at least " + least + " characters");
        } else if (length > most) {
            wrong(field, "too_long", "must have at most " + most + " characters, and has " + length);
        } else if (Text.hasControls(value, oneLine) || Text.hasUnpairedSurrogate(value)) {
            wrong(field, "control_characters", "must not contain control characters");
        } else {
            return value;
        }
        return "";
    }
}
