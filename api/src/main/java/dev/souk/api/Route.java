package dev.souk.api;

import java.util.List;
import java.util.Optional;

/**
 * An operation that a function serves.
 *
 * @param method in capitals
 * @param path the template, as the contract and API Gateway's {@code resource} have it: {@code /v1/orders/{order_id}}
 * @param security the alternatives in the contract's order, each {@code none} or the name of a security scheme: {@code [none]} is
 *     public, {@code [none, bearer]} takes a token, {@code [bearer, purchase_token]} needs one of the two
 * @param scope what an access token has to be good for; empty where no access token is, only a person who has signed in
 * @param roles of which the caller needs one in the store that it is about; empty where none is needed
 * @param admin whether it is for the platform's admins alone, whom the issuer's token says to be such
 */
public record Route(
        String method,
        String path,
        String operationId,
        List<String> security,
        Optional<String> scope,
        List<String> roles,
        boolean admin) {
    public Route {
        security = List.copyOf(security);
        roles = List.copyOf(roles);
    }
}
