package dev.souk.users;

import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.log.Log;
import dev.souk.model.AccessTokenId;
import dev.souk.users.token.MakeToken;
import dev.souk.users.token.MakeTokenOutcome;
import java.time.Clock;
import java.util.List;

/** What people do with their access tokens. No token can do it: whoever finds one could make others of it. */
final class TokenRoutes {
    private final MakeToken making;
    private final OwnTokens tokens;
    private final Clock clock;
    private final Log log;

    TokenRoutes(UsersRuntime runtime) {
        this.making = runtime.makeToken();
        this.tokens = runtime.ownTokens();
        this.clock = runtime.clock();
        this.log = runtime.log();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("createAccessToken", this::create)
                .on("listAccessTokens", this::list)
                .on("revokeAccessToken", this::revoke);
    }

    private HttpResponse create(HttpRequest request) {
        return switch (making.make(request.caller(), TokenBody.wish(request, clock.instant()))) {
            case MakeTokenOutcome.Made made -> {
                log.info("access_token.made", "access_token", made.token().id());
                yield HttpResponse.json(201, TokenView.made(made.token(), made.secret()));
            }
            case MakeTokenOutcome.TooMany _ ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_access_tokens",
                        "There can be " + MakeToken.MOST_TOKENS + " access tokens: revoke one that is not needed."));
        };
    }

    /** All of them: there are never many. */
    private HttpResponse list(HttpRequest request) {
        return HttpResponse.ok(new Tokens(
                tokens.of(request.caller().id()).stream().map(TokenView::of).toList()));
    }

    private HttpResponse revoke(HttpRequest request) {
        AccessTokenId id = request.pathId("access_token_id", "access token", AccessTokenId::parse);
        if (!making.revoke(request.caller().id(), id)) {
            throw new Refused(Problem.notFound("access token"));
        }
        log.info("access_token.revoked", "access_token", id);
        return HttpResponse.empty();
    }

    private record Tokens(List<TokenView> items) {}
}
