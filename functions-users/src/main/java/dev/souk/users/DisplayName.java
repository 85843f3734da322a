package dev.souk.users;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a token calls somebody, made fit to be shown: an issuer may let anybody write anything there. */
final class DisplayName {
    /** Control characters, halves of characters, line ends, and what turns the direction of the text around it. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private DisplayName() {}

    /** One line of at most {@value Profile#LONGEST_NAME} characters; empty when the token says nothing. */
    static String from(Optional<String> name) {
        String fit = UNFIT.matcher(name.orElse("")).replaceAll(" ").strip();
        return fit.codePointCount(0, fit.length()) <= Profile.LONGEST_NAME
                ? fit
                : fit.substring(0, fit.offsetByCodePoints(0, Profile.LONGEST_NAME))
                        .strip();
    }
}
