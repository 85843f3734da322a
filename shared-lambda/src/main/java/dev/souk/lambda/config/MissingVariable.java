package dev.souk.lambda.config;

/** An environment variable that a function cannot start without is missing or cannot be read. Names it, never its value. */
public final class MissingVariable extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingVariable(String name, String why) {
        super("environment variable " + name + " " + why);
    }

    MissingVariable(String name, String why, Throwable cause) {
        super("environment variable " + name + " " + why, cause);
    }
}
