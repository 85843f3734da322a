package dev.souk.lambda.http;

import dev.souk.lambda.http.Problem.FieldError;
import java.util.List;

/** A problem as RFC 9457 writes it. */
record ProblemBody(
        String type, String title, int status, String code, String detail, String requestId, List<FieldError> errors) {

    static ProblemBody of(Problem problem, String requestId) {
        return new ProblemBody(
                "https://souk.dev/problems/" + problem.code(),
                title(problem.code()),
                problem.status(),
                problem.code(),
                problem.detail(),
                requestId,
                problem.errors());
    }

    /** {@code slug_taken} → {@code Slug taken}. */
    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('_', ' ');
    }
}
