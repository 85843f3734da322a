package dev.souk.stripe.standin.api;

import org.jspecify.annotations.Nullable;

/**
 * A request to the API, for whoever decides whether it goes well.
 *
 * @param operation method and path template, such as {@code POST /v1/transfers/{id}/reversals}
 * @param path as it was asked
 * @param parameters of the body or the query, encoded
 */
public record ApiCall(
        String operation,
        String path,
        String parameters,
        @Nullable String idempotencyKey) {}
