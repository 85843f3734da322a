package dev.souk.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.api.Route;
import dev.souk.api.RouteTable;
import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.auth.TokenVerifier.Verdict;
import dev.souk.lambda.db.DatabaseUnavailable;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.model.StoreRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function behind API Gateway: takes a proxy event, finds the operation, checks the token where the contract wants one, and
 * answers; whatever goes wrong becomes a problem in our words. One instance serves many threads.
 */
public class HttpFunction implements RequestStreamHandler {
    private static final String BEARER = "bearer ";

    private final Router router;
    private final TokenVerifier tokens;
    private final Cors cors;
    private final Log log;

    protected HttpFunction(Router router, TokenVerifier tokens, Cors cors, Log log) {
        this.router = router;
        this.tokens = tokens;
        this.cors = cors;
        this.log = log;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Optional<ProxyEvent> event = ProxyEvent.parse(input.readAllBytes());
        output.write(
                event.isPresent()
                        ? Log.during(event.get().requestId(), TraceHeader.of(context), () -> serve(event.get()))
                        : unreadable(context));
    }

    /** API Gateway did not make this event, so nobody's request is lost; whoever called gets an answer of ours all the same. */
    private byte[] unreadable(Context context) {
        return Log.during(context, () -> {
            log.warn("http.no_proxy_event");
            HttpResponse response = problem(context.getAwsRequestId(), Problems.unexpected());
            return Json.proxyAnswer(response.status(), response.headers(), String.valueOf(response.body()));
        });
    }

    private byte[] serve(ProxyEvent event) {
        long begun = System.nanoTime();
        Router.@Nullable Served served = router.find(event.method(), event.resource());
        HttpResponse response = answer(event, served);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        String operation = served == null ? "none" : served.route().operationId();
        log.info("http.answered", "operation", operation, "status", response.status(), "millis", millis);
        return proxyAnswer(event, response);
    }

    private HttpResponse answer(ProxyEvent event, Router.@Nullable Served served) {
        List<String> methods = router.methodsOf(event.resource());
        if (methods.isEmpty()) {
            return problem(event.requestId(), Problems.noSuchOperation());
        }
        if (event.method().equals("OPTIONS")) {
            return cors.preflight(event.header("origin"), methods);
        }
        if (served == null) {
            return problem(event.requestId(), Problems.wrongMethod(event.method()))
                    .with("Allow", String.join(", ", methods));
        }
        if (event.body().isEmpty()) {
            return problem(event.requestId(), Problems.brokenBody());
        }
        try {
            HttpRequest request = new HttpRequest(
                    event.requestId(),
                    served.route().operationId(),
                    event.method(),
                    event.path(),
                    event.pathParameters(),
                    event.query(),
                    event.headers(),
                    event.body().get(),
                    caller(event, served.route()),
                    roles(served.route()),
                    event.sourceIp());
            return served.endpoint().serve(request);
        } catch (Refused e) {
            return problem(event.requestId(), e.problem());
        } catch (DatabaseUnavailable e) {
            log.error("database.unavailable", e);
            return problem(event.requestId(), Problems.overloaded());
        } catch (Exception | LinkageError | StackOverflowError e) {
            log.error("http.failed", e, "operation", served.route().operationId());
            return problem(event.requestId(), Problems.unexpected());
        }
    }

    /**
     * Who calls. A token that is given to an operation that knows tokens must be good, also where none is needed: a client that
     * believes to be signed in should hear that it is not. Whether a purchase token opens anything is for the operation to find out.
     */
    private Optional<Caller> caller(ProxyEvent event, Route route) {
        List<String> security = route.security();
        if (!security.contains("bearer")) {
            return Optional.empty();
        }
        Optional<String> authorization = event.header("authorization");
        if (authorization.isEmpty()) {
            boolean otherwise = security.contains(RouteTable.NONE)
                    || (security.contains("purchase_token")
                            && event.header("purchase-token").isPresent());
            if (!otherwise) {
                throw new Refused(Problems.tokenRequired());
            }
            return Optional.empty();
        }
        String value = authorization.get();
        if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refused(Problems.tokenInvalid());
        }
        return switch (tokens.check(value.substring(BEARER.length()).strip())) {
            case Verdict.Genuine genuine -> {
                genuine.caller().access().ifPresent(access -> check(access, route));
                if (route.admin() && !genuine.caller().isAdmin()) {
                    throw new Refused(Problems.adminRequired());
                }
                yield Optional.of(genuine.caller());
            }
            case Verdict.Limited limited -> throw new Refused(Problems.tooManyRequests(limited.pause()));
            case Verdict.Rejected rejected -> {
                log.info("token.rejected", "reason", rejected.reason());
                throw new Refused(Problems.tokenInvalid());
            }
            case Verdict.CannotTell cannotTell -> {
                log.error("issuer.unavailable", cannotTell.cause());
                throw new Refused(Problems.issuerUnavailable());
            }
        };
    }

    private static Set<StoreRole> roles(Route route) {
        Set<StoreRole> roles = EnumSet.noneOf(StoreRole.class);
        for (String role : route.roles()) {
            roles.add(StoreRole.parse(role).orElseThrow());
        }
        return roles;
    }

    /** An access token is good for what it was made for, and for nothing that only a person should do. */
    private void check(Caller.Access access, Route route) {
        log.info("access_token.used", "access_token", access.token(), "operation", route.operationId());
        if (route.scope().isEmpty()) {
            throw new Refused(Problems.signInRequired());
        }
        if (!access.scopes().contains(route.scope().get())) {
            throw new Refused(Problems.insufficientScope(route.scope().get()));
        }
    }

    private static HttpResponse problem(String requestId, Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/problem+json");
        if (problem.status() == 401) {
            headers.put(
                    "WWW-Authenticate",
                    problem.code().equals("token_invalid") ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        if (problem.code().equals("insufficient_scope")) {
            headers.put("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
        }
        problem.retryAfter().ifPresent(pause -> headers.put("Retry-After", Long.toString(pause.toSeconds())));
        return new HttpResponse(problem.status(), headers, Json.write(ProblemBody.of(problem, requestId)));
    }

    private byte[] proxyAnswer(ProxyEvent event, HttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Request-Id", event.requestId());
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Cache-Control", "no-store");
        headers.putAll(cors.headers(event.header("origin")));
        headers.putAll(response.headers());
        String body = response.body() == null || event.method().equals("HEAD") ? "" : response.body();
        return Json.proxyAnswer(response.status(), headers, body);
    }
}
