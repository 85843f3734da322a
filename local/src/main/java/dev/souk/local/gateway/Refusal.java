package dev.souk.local.gateway;

import dev.souk.local.http.Answer;

/** What API Gateway says itself, in its own words and not in ours. */
enum Refusal {
    /** No such path, or no such method on it: what a REST API says to both. */
    NO_SUCH_OPERATION(403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
    BAD_REQUEST(400, "Bad Request", "BadRequestException"),
    TOO_LONG(413, "Request Too Long", "RequestEntityTooLargeException"),
    UNSUPPORTED(415, "Unsupported Media Type", "UnsupportedMediaTypeException"),
    TOO_MANY(429, "Too Many Requests", "TooManyRequestsException"),
    FAILED(500, "Internal server error", "InternalServerErrorException"),
    /** The function failed, or what it returned is no answer. */
    BAD_FUNCTION(502, "Internal server error", "InternalServerErrorException"),
    TOO_SLOW(504, "Endpoint request timed out", "InternalServerErrorException");

    private final int status;
    private final String message;
    private final String errorType;

    Refusal(int status, String message, String errorType) {
        this.status = status;
        this.message = message;
        this.errorType = errorType;
    }

    Answer answer() {
        return answer(message);
    }

    /** With a message that says more; no quotes or backslashes in it. */
    Answer answer(String otherMessage) {
        return Answer.json(status, "{\"message\":\"" + otherMessage + "\"}").with("x-amzn-ErrorType", errorType);
    }
}
