package dev.souk.lambda.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was not served (RFC 9457), in our own words.
 *
 * @param code stable, for programs: {@code slug_taken}
 * @param detail for people: what is wrong and what to do
 * @param errors one entry for each wrong field
 * @param retryAfter when trying again may help
 */
public record Problem(int status, String code, String detail, List<FieldError> errors, Optional<Duration> retryAfter) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /** @param field where: {@code items[0].product_id}, or the name of a header or parameter; empty for the whole body */
    public record FieldError(String field, String code, String message) {}

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Optional.empty());
    }

    /** A problem with one field, header or parameter. */
    public static Problem field(int status, String code, String field, String message) {
        FieldError error = new FieldError(field, code, message);
        return new Problem(status, code, sentence(error), List.of(error), Optional.empty());
    }

    /** 422, with every field that is wrong. */
    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1 ? sentence(errors.getFirst()) : errors.size() + " fields are not valid.";
        return new Problem(422, "invalid_fields", detail, errors, Optional.empty());
    }

    public static Problem notFound(String what) {
        return of(404, "not_found", "There is no such " + what + ".");
    }

    /** The same, with the advice to come back after {@code pause}. */
    public Problem retryAfter(Duration pause) {
        return new Problem(status, code, detail, errors, Optional.of(pause));
    }

    private static String sentence(FieldError error) {
        String subject = error.field().isEmpty() ? "The body" : "'" + error.field() + "'";
        return subject + " " + error.message() + ".";
    }
}
