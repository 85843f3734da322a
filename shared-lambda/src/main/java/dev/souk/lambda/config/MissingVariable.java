package dev.souk.lambda.config;

/**
 * An environment variable that a function cannot start without is missing or cannot be read. Names it, never its value; it has no
 * cause either, since what a parser throws quotes what it was given.
 */
public final class MissingVariable extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingVariable(String name, String why) {
        super("environment variable " + name + " " + why);
    }
}
