package dev.souk.lambda.config;

/** A value that must not be seen: it prints as {@code [secret]}. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "[secret]";
    }
}
