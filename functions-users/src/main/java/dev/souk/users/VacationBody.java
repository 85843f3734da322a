package dev.souk.users;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a vacation when it begins. */
record VacationBody(@Nullable String message, @Nullable String returnsOn) {
    private static final int LONGEST_MESSAGE = 500;
    /** As four digits write it, and no year in which nobody could be away. */
    private static final int FIRST_YEAR = 2026;

    /** Ends the request with 422 naming every field that is wrong. */
    static Vacation read(HttpRequest request, Instant now) {
        VacationBody body = request.json(VacationBody.class);
        Fields fields = new Fields();
        String message =
                fields.findLines("message", body.message, LONGEST_MESSAGE).orElse("");
        Optional<LocalDate> until =
                fields.find("returns_on", body.returnsOn, "be a day such as 2026-12-24", VacationBody::day);
        fields.check();
        return new Vacation(now, message, until);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= FIRST_YEAR && day.getYear() < FIRST_YEAR + 100
                    ? Optional.of(day)
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
