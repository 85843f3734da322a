package dev.souk.lambda.message;

import org.jspecify.annotations.Nullable;

/** The body of a message is not what the queue carries. Says which field is wrong, never what stands in it. */
public final class UnreadableMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param field empty when it is the whole that is wrong */
    public UnreadableMessage(String field, String reason, @Nullable Throwable cause) {
        super(field.isEmpty() ? "the message " + reason : "the field " + field + " " + reason, cause);
    }
}
