package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.payment.Outcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's errors: {@code {"error": {"type", "code", "param", "message", "doc_url"}}}. */
final class Errors {
    static final String INVALID = "invalid_request_error";
    static final String IDEMPOTENCY = "idempotency_error";

    private Errors() {}

    static Reply error(int status, String type, @Nullable String code, @Nullable String param, String message) {
        ObjectNode error = Json.object();
        if (code != null) {
            error.put("code", code).put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        error.put("type", type);
        ObjectNode body = Json.object();
        body.set("error", error);
        return Reply.json(status, body);
    }

    /** The object that came of an act, or why it was refused. Unlike an InvalidRequest, its idempotency key keeps it. */
    static <T> Reply reply(Outcome<T> outcome, Function<T, ObjectNode> render) {
        return switch (outcome) {
            case Outcome.Done<T> done -> Reply.json(200, render.apply(done.value()));
            case Outcome.Refused<T> no -> error(no.status(), INVALID, no.code(), no.param(), no.message());
        };
    }

    static Reply invalid(InvalidRequest wrong) {
        return error(400, INVALID, wrong.code(), wrong.param(), wrong.text());
    }

    /** 404; Stripe names the parameter by the kind of the object. */
    static Reply missing(String kind, String param, String id) {
        return error(404, INVALID, "resource_missing", param, "No such " + kind + ": '" + id + "'");
    }

    /** 404 as API v2 says it. */
    static Reply missingInV2(String kind, String id) {
        return error(404, INVALID, "not_found", null, "The " + kind + " '" + id + "' does not exist.");
    }

    static Reply unrecognized(String method, String path) {
        return error(
                404,
                INVALID,
                null,
                null,
                "Unrecognized request URL (" + method + ": " + path
                        + "). The stand-in serves only a part of Stripe's API; or the URL is misspelt.");
    }

    static Reply rateLimited() {
        return error(
                        429,
                        INVALID,
                        "rate_limit",
                        null,
                        "Testmode request rate limit exceeded, the rate limits in testmode are lower than livemode.")
                .with("Stripe-Rate-Limited-Reason", "endpoint-rate")
                .with("Stripe-Should-Retry", "false");
    }

    static Reply keyInUse(String key) {
        return error(
                409,
                IDEMPOTENCY,
                "idempotency_key_in_use",
                null,
                "There is currently another in-progress request using this Idempotent Key (" + key
                        + "). Try again later.");
    }

    static Reply serverError() {
        return error(500, "api_error", null, null, "An unknown error occurred");
    }
}
