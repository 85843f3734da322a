package dev.souk.lambda.auth;

import java.time.Duration;

/** Checks bearer tokens. */
public interface TokenVerifier {
    Verdict check(String token);

    /** What a check can end in. */
    sealed interface Verdict {
        record Genuine(Caller caller) implements Verdict {}

        /** Expired, forged, foreign or no token at all. {@code reason} is for the log. */
        record Rejected(String reason) implements Verdict {}

        /** A genuine one that calls too often. {@code pause}: when it may again. */
        record Limited(Duration pause) implements Verdict {}

        /** The issuer's keys cannot be had just now. */
        record CannotTell(Exception cause) implements Verdict {}
    }
}
