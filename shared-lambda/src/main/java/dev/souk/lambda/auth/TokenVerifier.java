package dev.souk.lambda.auth;

/** Checks bearer tokens. */
public interface TokenVerifier {
    Verdict check(String token);

    /** What a check can end in. */
    sealed interface Verdict {
        record Genuine(Caller caller) implements Verdict {}

        /** Expired, forged, foreign or no token at all. {@code reason} is for the log. */
        record Rejected(String reason) implements Verdict {}

        /** The issuer's keys cannot be had just now. */
        record CannotTell(Exception cause) implements Verdict {}
    }
}
