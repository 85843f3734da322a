package dev.souk.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.auth.OidcSettings;
import dev.souk.lambda.auth.OidcTokenVerifier;
import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.auth.TokenVerifier.Verdict;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.db.DatabaseUnavailable;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.lambda.priming.Stage;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.live.ClientMessage.Proof;
import dev.souk.live.ClientMessage.Wrong;
import dev.souk.live.watch.WatchOutcome;
import dev.souk.live.watch.Watching;
import dev.souk.model.OrderId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Behind API Gateway's WebSocket API, for all of its routes: {@code $connect}, {@code $disconnect} and {@code $default}. What it answers to a
 * message goes to who sent it. Whose order may be watched is found out here; nothing that API Gateway says of a caller is taken for it.
 */
public final class LiveHandler implements RequestStreamHandler {
    private final Watching watching;
    private final TokenVerifier tokens;
    private final Log log;

    /** For Lambda. */
    public LiveHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("live"));
        Stage stage = new Stage(this);
        String watch =
                "{\"action\":\"watch\",\"order\":\"" + new OrderId(new java.util.UUID(0x7000L, 1L << 63)) + "\",";
        Snapshots.rehearse("a watch", () -> stage.say(watch + "\"purchase_token\":\"priming\"}"));
        Snapshots.rehearse(
                "a token",
                () -> stage.say(watch + "\"token\":\""
                        + String.valueOf(Stage.strangersToken().get("Authorization"))
                                .substring("Bearer ".length())
                        + "\"}"));
    }

    /**
     * Reads {@code DATABASE_…} and {@code OIDC_…}; with a clock and a log of the caller's.
     *
     * @throws dev.souk.lambda.config.MissingVariable naming what is not set
     */
    public LiveHandler(Environment environment, Clock clock, Log log) {
        this.watching = new Watching(new Database(DatabaseSettings.from(environment)), clock);
        this.tokens = new OidcTokenVerifier(OidcSettings.from(environment), clock);
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Optional<SocketEvent> event = SocketEvent.parse(input.readAllBytes());
        output.write(
                event.isPresent()
                        ? Log.during(event.get().requestId(), TraceHeader.of(context), () -> served(event.get()))
                        : Log.during(context, this::unreadable));
    }

    /** API Gateway did not make this event, so nobody's message is lost. */
    private byte[] unreadable() {
        log.warn("live.no_socket_event");
        return answer(400, "");
    }

    private byte[] served(SocketEvent event) {
        try {
            return switch (event.kind()) {
                case CONNECT -> {
                    watching.connected(event.connection());
                    yield answer(200, "");
                }
                case DISCONNECT -> {
                    watching.disconnected(event.connection());
                    yield answer(200, "");
                }
                case MESSAGE -> answer(200, said(event));
            };
        } catch (DatabaseUnavailable e) {
            log.error("database.unavailable", e);
            return failed(event, "unavailable", "Try again in a moment.");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            log.error("live.failed", e, "kind", event.kind());
            return failed(event, "unexpected", "Something went wrong.");
        }
    }

    /** A connection is refused, and its client asks by HTTP; one that is there hears why. */
    private static byte[] failed(SocketEvent event, String code, String message) {
        return event.kind() == SocketEvent.Kind.MESSAGE
                ? answer(200, error(code, message, null, null))
                : answer(500, "");
    }

    private String said(SocketEvent event) {
        if (event.body().isEmpty()) {
            return wrong(new Wrong("wrong_type", "", "must be text"));
        }
        return switch (ClientMessage.read(event.body().get())) {
            case ClientMessage.Ping _ -> "{\"type\":\"pong\"}";
            case ClientMessage.Unwatch(OrderId order) -> {
                Log.about("order", order);
                watching.unwatch(event.connection(), order);
                yield Json.write(new Unwatched("unwatched", order));
            }
            case ClientMessage.Watch watch -> {
                Log.about("order", watch.order());
                yield watched(event.connection(), watch);
            }
            case Wrong wrong -> wrong(wrong);
        };
    }

    private String watched(ConnectionId connection, ClientMessage.Watch watch) {
        return switch (watch.proof()) {
            case Proof.PurchaseToken(String token) ->
                watched(connection, watch.order(), new Reader.LinkHolder(new PurchaseToken(token)));
            case Proof.BearerToken(String token) ->
                switch (tokens.check(token)) {
                    case Verdict.Genuine genuine ->
                        watched(
                                connection,
                                watch.order(),
                                new Reader.SignedIn(genuine.caller().id()));
                    // Only access tokens are limited, and none is taken here: whoever watches has the page before them.
                    case Verdict.Limited _ ->
                        error("token_invalid", "token is not (or no longer) valid.", "token", watch.order());
                    case Verdict.Rejected rejected -> {
                        log.info("token.rejected", "reason", rejected.reason());
                        yield error("token_invalid", "token is not (or no longer) valid.", "token", watch.order());
                    }
                    case Verdict.CannotTell cannotTell -> {
                        log.error("issuer.unavailable", cannotTell.cause());
                        yield error("unavailable", "Try again in a moment.", null, watch.order());
                    }
                };
        };
    }

    private String watched(ConnectionId connection, OrderId order, Reader reader) {
        WatchOutcome outcome = watching.watch(connection, order, reader);
        log.info("live.watch", "outcome", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case WatchOutcome.Watched(OrderNow now) -> OrderText.of(now);
            case WatchOutcome.NoSuchOrder _ -> error("not_found", "There is no such order for you.", null, order);
            case WatchOutcome.NotConnected _ -> error("not_connected", "Connect again.", null, order);
            case WatchOutcome.TooManyWatches _ ->
                error("too_many_watches", "This connection watches as many orders as it may.", null, order);
            case WatchOutcome.TooManyWatchers _ ->
                error("too_many_watchers", "As many as may watch this order do.", null, order);
        };
    }

    private String wrong(Wrong wrong) {
        log.info("live.wrong_message", "code", wrong.code(), "field", wrong.field());
        return error(
                wrong.code(),
                (wrong.field().isEmpty() ? "The message" : wrong.field()) + " " + wrong.reason() + ".",
                wrong.field().isEmpty() ? null : wrong.field(),
                null);
    }

    private static String error(String code, String message, @Nullable String field, @Nullable OrderId order) {
        return Json.write(new Problem("error", code, message, field, order));
    }

    private record Problem(
            String type,
            String code,
            String message,
            @Nullable String field,
            @Nullable OrderId order) {}

    private record Unwatched(String type, OrderId order) {}

    private static byte[] answer(int status, String body) {
        return Json.proxyAnswer(status, Map.of(), body);
    }
}
