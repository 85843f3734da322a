package dev.souk.stripe.standin.form;

import org.jspecify.annotations.Nullable;

/** A parameter is wrong. Becomes a 400 of type {@code invalid_request_error}. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String code;
    private final @Nullable String param;

    public InvalidRequest(@Nullable String code, @Nullable String param, String message) {
        super(message, null, false, false);
        this.code = code;
        this.param = param;
    }

    public @Nullable String code() {
        return code;
    }

    public @Nullable String param() {
        return param;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
