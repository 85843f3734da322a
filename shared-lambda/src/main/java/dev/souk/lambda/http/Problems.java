package dev.souk.lambda.http;

import dev.souk.model.StoreRole;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** The problems every operation may answer. */
public final class Problems {
    private static final Duration SOON = Duration.ofSeconds(2);

    private Problems() {}

    static Problem tokenRequired() {
        return Problem.field(401, "token_required", "Authorization", "must carry a bearer token: sign in first");
    }

    static Problem tokenInvalid() {
        return Problem.field(
                401,
                "token_invalid",
                "Authorization",
                "carries a token that is expired, not signed by the issuer or not meant for this service: sign in again");
    }

    static Problem insufficientScope(String scope) {
        return Problem.field(
                403,
                "insufficient_scope",
                "Authorization",
                "carries an access token without the scope " + scope + ": make one that has it");
    }

    static Problem signInRequired() {
        return Problem.field(
                403, "sign_in_required", "Authorization", "carries an access token, and this takes a person: sign in");
    }

    /** 403: a member of the store, and not one who does this. */
    static Problem roleRequired(Set<StoreRole> needed, StoreRole has) {
        String roles = needed.stream().map(StoreRole::text).collect(Collectors.joining(" or "));
        return Problem.of(
                403,
                "role_required",
                "This takes the role " + roles + " in the store, and yours is " + has.text() + ": ask its owner.");
    }

    /** 403 and not 404: that there are such operations stands in the contract, and nothing has been looked up yet. */
    static Problem adminRequired() {
        return Problem.of(403, "admin_required", "This is for the platform's admins.");
    }

    static Problem tooManyRequests(Duration pause) {
        return Problem.of(429, "too_many_requests", "This access token calls too often. Slow down.")
                .retryAfter(pause);
    }

    static Problem issuerUnavailable() {
        return Problem.of(503, "issuer_unavailable", "Tokens cannot be checked just now. Try again shortly.")
                .retryAfter(SOON);
    }

    static Problem overloaded() {
        return Problem.of(503, "overloaded", "The service is busy. Nothing was changed; try again shortly.")
                .retryAfter(SOON);
    }

    static Problem unexpected() {
        return Problem.of(
                500, "internal_error", "Something went wrong on our side. Quote the request id when you report it.");
    }

    static Problem noSuchOperation() {
        return Problem.of(404, "not_found", "There is nothing at this address.");
    }

    static Problem brokenBody() {
        return Problem.field(400, "malformed_body", "", "is said to be base64, and is not");
    }

    static Problem wrongMethod(String method) {
        return Problem.of(405, "method_not_allowed", "This address does not take " + method + ".");
    }

    /** 412: somebody else's edit came first. */
    public static Problem stale() {
        return Problem.field(
                412,
                "stale",
                "If-Match",
                "does not name the newest version: read it again, and apply your edit to that");
    }
}
