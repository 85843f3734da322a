package dev.souk.lambda.json;

import org.jspecify.annotations.Nullable;

/** A text is not the JSON that was asked for. The message says what to do; it never quotes the text. */
public final class InvalidJson extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String code;

    InvalidJson(String field, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.field = field;
        this.code = code;
    }

    /** The path of the wrong field, {@code items[0].product_id}; empty for the whole document. */
    public String field() {
        return field;
    }

    /** {@code malformed_json}, {@code unknown_field}, {@code duplicate_field}, {@code wrong_type} or {@code out_of_range}. */
    public String code() {
        return code;
    }

    /** What is wrong, as the predicate of a sentence whose subject is the field. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
