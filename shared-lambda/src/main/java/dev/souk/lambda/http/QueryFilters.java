package dev.souk.lambda.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Reads filters out of a request's query. What cannot be read ends the request with 400 and names the parameter. */
public final class QueryFilters {
    private QueryFilters() {}

    public static <T> Optional<T> find(
            HttpRequest request, String name, String must, Function<String, Optional<T>> parse) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parse.apply(text.get());
        if (value.isEmpty()) {
            throw new Refused(Problem.field(400, "invalid_parameter", name, "must " + must));
        }
        return value;
    }

    /** A time in RFC 3339, in the years that a column holds. */
    public static Optional<Instant> time(HttpRequest request, String name) {
        return find(request, name, "be a time such as 2026-11-23T10:31:00Z", text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS))
                        .filter(QueryFilters::isKeepable);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** A day, in the same years. */
    public static Optional<LocalDate> day(HttpRequest request, String name) {
        return find(request, name, "be a day such as 2026-11-23", text -> {
            try {
                return Optional.of(LocalDate.parse(text)).filter(day -> isYear(day.getYear()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static boolean isKeepable(Instant time) {
        return isYear(time.atOffset(java.time.ZoneOffset.UTC).getYear());
    }

    private static boolean isYear(int year) {
        return year >= 2000 && year <= 9998;
    }
}
