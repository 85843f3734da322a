package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.account.ConnectedAccounts;
import dev.souk.stripe.standin.form.FormEncoding;
import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.JsonBody;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Answer;
import dev.souk.stripe.standin.http.Cut;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.http.Silence;
import dev.souk.stripe.standin.payment.Checkout;
import dev.souk.stripe.standin.payment.Money;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Events;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every request under {@code /v1} and {@code /v2}: who asks, how often, whether it was asked before, and only then what. */
public final class StripeApi {
    /** The version of the API that objects and events are made by: that of stripe-java 33.3. */
    public static final String VERSION = "2026-07-29.dahlia";

    private static final Pattern VERSIONS = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.[a-z]+)?");

    private final Store store;
    private final Ids ids;
    private final Authentication authentication;
    private final RateLimit rateLimit;
    private final Idempotency idempotency;
    private final Outages outages;
    private final Routes routes = new Routes();

    public StripeApi(
            Store store,
            Checkout checkout,
            ConnectedAccounts accounts,
            Money money,
            Events events,
            PaymentJson json,
            Outages outages,
            Clock clock,
            Ids ids,
            String secretKey,
            double requestsPerSecond) {
        this.store = store;
        this.ids = ids;
        this.outages = outages;
        this.authentication = new Authentication(secretKey);
        this.rateLimit = new RateLimit(requestsPerSecond);
        this.idempotency = new Idempotency(store, clock);
        new SessionOperations(store, checkout, json, clock, ids, money.books().rules()).addTo(routes);
        new PaymentOperations(store, json).addTo(routes);
        new BalanceOperations(store, money.books(), json).addTo(routes);
        new RefundOperations(store, money.refunds(), json).addTo(routes);
        new DisputeOperations(store, money.disputes(), json).addTo(routes);
        new TransferOperations(store, money.transfers(), json).addTo(routes);
        new EventOperations(events, VERSION).addTo(routes);
        new WebhookEndpointOperations(store, clock, ids).addTo(routes);
        new EventDestinationOperations(store, clock, ids).addTo(routes);
        new AccountOperations(accounts, json::base).addTo(routes);
        idempotency.forgetOld();
    }

    public Answer answer(Request request) {
        String requestId = ids.next("req_", 14);
        Answer answer = answer(request, requestId);
        return switch (answer) {
            case Reply reply -> signed(reply, request, requestId);
            case Cut cut -> new Cut(signed(cut.reply(), request, requestId));
            case Silence silence -> silence;
        };
    }

    private static Reply signed(Reply reply, Request request, String requestId) {
        Reply signed = reply.with("Request-Id", requestId)
                .with("Stripe-Version", request.header("stripe-version").orElse(VERSION));
        return request.header("idempotency-key")
                .map(key -> signed.with("Idempotency-Key", key))
                .orElse(signed);
    }

    private Answer answer(Request request, String requestId) {
        Optional<Reply> refused = authentication.refuse(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        String version = request.header("stripe-version").orElse(VERSION);
        if (!VERSIONS.matcher(version).matches()) {
            return Errors.error(400, Errors.INVALID, null, null, "Invalid Stripe API version: " + version);
        }
        Routes.Match match = routes.find(request.method(), request.segments()).orElse(null);
        if (match == null) {
            return Errors.unrecognized(request.method(), request.path());
        }
        if (!rateLimit.admits(match.endpoint())) {
            return Errors.rateLimited();
        }
        Outages.Outage outage = outages.next(new ApiCall(
                        match.endpoint(),
                        request.path(),
                        parameters(request),
                        request.header("idempotency-key").orElse(null)))
                .orElse(null);
        if (outage == null) {
            return perform(request, requestId, match);
        }
        return switch (outage.fault()) {
            case RATE_LIMITED -> Errors.rateLimited();
            case TIMEOUT_BEFORE_EFFECT -> new Silence(outage.delay());
            case TIMEOUT_AFTER_EFFECT -> {
                perform(request, requestId, match);
                yield new Silence(outage.delay());
            }
            case CONNECTION_CUT -> new Cut(perform(request, requestId, match));
            case KEY_IN_USE -> Errors.keyInUse(request.header("idempotency-key").orElse(""));
            case SERVER_ERROR_FORGOTTEN -> Errors.serverError();
            case SERVER_ERROR -> perform(request, requestId, failing(match, false));
            case SERVER_ERROR_AFTER_EFFECT -> perform(request, requestId, failing(match, true));
            case SLOW -> perform(request, requestId, slow(match, outage.delay()));
        };
    }

    private static String parameters(Request request) {
        return request.method().equals("POST") ? request.body() : request.query();
    }

    private Reply perform(Request request, String requestId, Routes.Match match) {
        boolean isJson = request.method().equals("POST") && request.path().startsWith("/v2/");
        String encoded = parameters(request);
        Optional<String> key = request.method().equals("POST")
                ? request.header("idempotency-key").filter(text -> !text.isBlank())
                : Optional.empty();
        try {
            Params params = isJson ? Params.parseJson(encoded) : Params.parse(encoded);
            Call call = new Call(match.ids(), params, new Cause(requestId, key.orElse(null)));
            return switch (match.operation()) {
                case Operation.Read read -> read.read(call);
                case Operation.Write write
                when key.isPresent() ->
                    idempotency.once(
                            new Idempotency.Keyed(
                                    key.get(),
                                    request.path(),
                                    isJson ? JsonBody.canonical(encoded) : FormEncoding.canonical(encoded),
                                    requestId),
                            () -> write.prepare(call));
                case Operation.Write write -> store.change(write.prepare(call)::execute);
            };
        } catch (InvalidRequest wrong) {
            return Errors.invalid(wrong);
        }
    }

    private static Routes.Match failing(Routes.Match match, boolean afterEffect) {
        Operation operation = switch (match.operation()) {
            case Operation.Read read -> (Operation.Read) call -> Errors.serverError();
            case Operation.Write write ->
                (Operation.Write) call -> {
                    Operation.Execution execution = write.prepare(call);
                    return transaction -> {
                        if (afterEffect) {
                            execution.execute(transaction);
                        }
                        return Errors.serverError();
                    };
                };
        };
        return match.as(operation);
    }

    private static Routes.Match slow(Routes.Match match, Duration delay) {
        Operation operation = switch (match.operation()) {
            case Operation.Read read ->
                (Operation.Read) call -> {
                    pause(delay);
                    return read.read(call);
                };
            case Operation.Write write ->
                (Operation.Write) call -> {
                    pause(delay);
                    return write.prepare(call);
                };
        };
        return match.as(operation);
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
