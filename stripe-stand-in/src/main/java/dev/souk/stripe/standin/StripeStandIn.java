package dev.souk.stripe.standin;

import dev.souk.stripe.standin.account.ConnectedAccount;
import dev.souk.stripe.standin.account.ConnectedAccounts;
import dev.souk.stripe.standin.account.OnboardingForm;
import dev.souk.stripe.standin.account.OnboardingLink;
import dev.souk.stripe.standin.account.TransfersStatus;
import dev.souk.stripe.standin.api.ApiCall;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.stripe.standin.api.IdempotentRequest;
import dev.souk.stripe.standin.api.Outages;
import dev.souk.stripe.standin.api.StripeApi;
import dev.souk.stripe.standin.control.Control;
import dev.souk.stripe.standin.control.ControlApi;
import dev.souk.stripe.standin.control.EventLog;
import dev.souk.stripe.standin.http.Answer;
import dev.souk.stripe.standin.http.LoopbackServer;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.page.OnboardingPages;
import dev.souk.stripe.standin.page.PaymentPages;
import dev.souk.stripe.standin.payment.Books;
import dev.souk.stripe.standin.payment.Charge;
import dev.souk.stripe.standin.payment.Checkout;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.Decline;
import dev.souk.stripe.standin.payment.Money;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentIntent;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Stored;
import dev.souk.stripe.standin.webhook.Attempt;
import dev.souk.stripe.standin.webhook.CallersThread;
import dev.souk.stripe.standin.webhook.Carrier;
import dev.souk.stripe.standin.webhook.Cause;
import dev.souk.stripe.standin.webhook.Courier;
import dev.souk.stripe.standin.webhook.Delivery;
import dev.souk.stripe.standin.webhook.Event;
import dev.souk.stripe.standin.webhook.Events;
import dev.souk.stripe.standin.webhook.HandOver;
import dev.souk.stripe.standin.webhook.Post;
import dev.souk.stripe.standin.webhook.WebhookEndpoint;
import dev.souk.stripe.standin.webhook.WebhookFault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A running stand-in. Point stripe-java at it with {@code StripeClient.builder().setApiKey(secretKey()).setApiBase(baseUrl())}.
 * Safe for use by many threads.
 */
public final class StripeStandIn implements Control, AutoCloseable {
    private static final List<Class<? extends Stored>> KINDS = kinds(
            Money.KINDS,
            List.of(
                    CheckoutSession.class,
                    PaymentIntent.class,
                    Charge.class,
                    ConnectedAccount.class,
                    OnboardingLink.class,
                    Event.class,
                    WebhookEndpoint.class,
                    Delivery.class,
                    IdempotentRequest.class));

    private final Options options;
    private final Store store;
    private final Events events;
    private final Courier courier;
    private final Checkout checkout;
    private final ConnectedAccounts accounts;
    private final Money money;
    private final Outages outages = new Outages();
    private final Timekeeper timekeeper;
    private final Function<Request, Answer> router;
    private final LoopbackServer server;

    private StripeStandIn(Options options, Store store) {
        this.options = options;
        this.store = store;
        Clock clock = options.clock();
        AtomicReference<@Nullable URI> base = new AtomicReference<>();
        PaymentJson json = new PaymentJson(() -> url(base), clock);
        Ids ids = options.seed().isPresent() ? Ids.seeded(options.seed().getAsLong()) : Ids.unforeseen();
        Books books = new Books(clock, ids, options.rules());
        AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
        this.courier = new Courier(
                store,
                clock,
                options.backoff(),
                carrier(options),
                options.isDrivenByHand() ? new CallersThread() : Executors.newVirtualThreadPerTaskExecutor(),
                () -> wake.get().run());
        this.events = new Events(store, clock, ids, courier::accept);
        this.checkout = new Checkout(store, events, json, clock, ids, books, options.bankDebitSettlesAfter());
        this.accounts = new ConnectedAccounts(store, events, clock);
        this.money = new Money(
                store, events, json, clock, ids, books, accounts.asDestinations(), options.bankDebitSettlesAfter());
        this.timekeeper = new Timekeeper(clock, List.of(checkout::runDue, money::runDue, courier::runDue));
        if (!options.isDrivenByHand()) {
            wake.set(timekeeper::wake);
        }
        StripeApi api = new StripeApi(
                store,
                checkout,
                accounts,
                money,
                events,
                json,
                outages,
                clock,
                ids,
                options.secretKey(),
                options.requestsPerSecond());
        PaymentPages pages = new PaymentPages(checkout, options.seller());
        OnboardingPages onboarding = new OnboardingPages(accounts, options.seller());
        ControlApi control = new ControlApi(this, json);
        configureEndpoint(WebhookEndpoint.CONFIGURED, options.webhook(), options.webhookSecrets());
        configureEndpoint(
                WebhookEndpoint.CONFIGURED_FOR_ACCOUNTS, options.accountsWebhook(), options.accountsWebhookSecrets());
        this.router = request -> route(request, api, pages, onboarding, control);
        this.server = LoopbackServer.start(options.preferredPort(), router);
        base.set(server.url());
    }

    /**
     * Starts a stand-in, and takes up what an earlier one left in the folder.
     *
     * @throws IllegalStateException when no port is free, or another stand-in uses the folder
     */
    public static StripeStandIn start(Options options) {
        Path folder = options.folder();
        Store store = folder == null ? Store.inMemory(KINDS) : Store.in(folder, KINDS);
        try {
            StripeStandIn standIn = new StripeStandIn(options, store);
            standIn.checkout.takeUpUnfinished();
            standIn.money.takeUpUnfinished();
            standIn.courier.takeUpUnfinished();
            if (!options.isDrivenByHand()) {
                standIn.timekeeper.start();
            }
            return standIn;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static List<Class<? extends Stored>> kinds(
            List<Class<? extends Stored>> some, List<Class<? extends Stored>> others) {
        List<Class<? extends Stored>> all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    private Carrier carrier(Options given) {
        BiConsumer<String, String> sink = given.sink();
        return sink == null
                ? new Post(
                        given.webhookTimeout(),
                        StripeApi.VERSION,
                        this::pending,
                        given.areEventsOnOneLine() ? Json::oneLine : Json::pretty)
                : new HandOver(sink, StripeApi.VERSION, this::pending);
    }

    private static Answer route(
            Request request, StripeApi api, PaymentPages pages, OnboardingPages onboarding, ControlApi control) {
        List<String> path = request.segments();
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "v1", "v2" -> api.answer(request);
            case "pay" -> pages.answer(request);
            case "setup" -> onboarding.answer(request);
            case "_stand-in" -> control.answer(request);
            case "" -> Reply.seeOther("/_stand-in");
            default -> new Reply(404, Map.of("Content-Type", "text/plain"), "Not found\n");
        };
    }

    private static URI url(AtomicReference<@Nullable URI> base) {
        URI url = base.get();
        if (url == null) {
            throw new IllegalStateException("the stand-in has not started");
        }
        return url;
    }

    private long pending(Event event) {
        return events.pending(event);
    }

    /** Where it listens, such as {@code http://127.0.0.1:12111}; no slash at the end. */
    public URI baseUrl() {
        return server.url();
    }

    /**
     * Answers a request as over HTTP, without the connection.
     *
     * @param request its headers by lower-case name
     */
    public Answer answer(Request request) {
        return router.apply(request);
    }

    /** The key that its API accepts. */
    public String secretKey() {
        return options.secretKey();
    }

    /** The first of the secrets that sign what goes to the configured endpoint. */
    public String webhookSecret() {
        return secretOf(WebhookEndpoint.CONFIGURED);
    }

    /** The first of the secrets that sign what goes to the endpoint for accounts. */
    public String accountsWebhookSecret() {
        return secretOf(WebhookEndpoint.CONFIGURED_FOR_ACCOUNTS);
    }

    private String secretOf(String endpoint) {
        return store.find(WebhookEndpoint.class, endpoint)
                .orElseThrow()
                .secrets()
                .getFirst();
    }

    /**
     * Sends events there from now on, those too that have waited.
     *
     * @param secrets each signs every event, so that a secret can be changed without a gap; none for those of before
     */
    public void deliverTo(URI endpoint, String... secrets) {
        configureEndpoint(WebhookEndpoint.CONFIGURED, endpoint, List.of(secrets));
        courier.addressKnown();
    }

    /** The same for all that happens at connected accounts, thin events among it. */
    public void deliverAccountsTo(URI endpoint, String... secrets) {
        configureEndpoint(WebhookEndpoint.CONFIGURED_FOR_ACCOUNTS, endpoint, List.of(secrets));
        courier.addressKnown();
    }

    private void configureEndpoint(String id, @Nullable URI url, List<String> secrets) {
        store.change(transaction -> {
            WebhookEndpoint before = transaction
                    .find(WebhookEndpoint.class, id)
                    .orElseGet(() -> new WebhookEndpoint(
                            id,
                            options.clock().instant(),
                            null,
                            List.of("*"),
                            StripeApi.VERSION,
                            "Configured at the start of the stand-in",
                            Map.of(),
                            List.of(Ids.random("whsec_", 32)),
                            true,
                            null));
            transaction.put(before.at(url, secrets.isEmpty() ? before.secrets() : secrets));
            return url == null;
        });
    }

    @Override
    public List<CheckoutSession> sessions() {
        return checkout.newestFirst();
    }

    @Override
    public List<EventLog> events() {
        return events.newestFirst().stream()
                .map(event -> new EventLog(event, events.deliveriesOf(event)))
                .toList();
    }

    @Override
    public PaymentOutcome pay(String sessionId, PaymentForm form) {
        return checkout.pay(sessionId, form);
    }

    @Override
    public boolean settle(String sessionId, boolean succeeded) {
        return checkout.settle(sessionId, succeeded);
    }

    @Override
    public boolean expire(String sessionId) {
        return store.change(transaction -> checkout.expire(transaction, sessionId, Cause.NO_REQUEST));
    }

    @Override
    public List<ConnectedAccount> accounts() {
        return accounts.newestFirst();
    }

    @Override
    public boolean fillInAccount(String accountId, OnboardingForm form) {
        return accounts.fillIn(accountId, form);
    }

    @Override
    public boolean setTransfers(String accountId, TransfersStatus status, @Nullable String requirement) {
        return accounts.setTransfers(accountId, status, requirement);
    }

    @Override
    public boolean payOut(String accountId, long amount, String currency, @Nullable String failureCode) {
        return accounts.payOut(accountId, amount, currency, failureCode);
    }

    @Override
    public Money money() {
        return money;
    }

    @Override
    public void failNextPayment(Decline decline) {
        checkout.failNextPayment(decline);
    }

    @Override
    public Optional<Decline> nextDecline() {
        return checkout.nextDecline();
    }

    @Override
    public List<Attempt> sendAgain(String eventId, int times) {
        Event event = events.find(eventId).orElseThrow(() -> new IllegalArgumentException("no such event: " + eventId));
        return courier.sendAgain(event, times);
    }

    @Override
    public void outage(Fault fault, int times, Duration delay) {
        outage(fault, _ -> true, times, delay);
    }

    @Override
    public void outage(Fault fault, Predicate<ApiCall> when, int times, Duration delay) {
        outages.add(fault, when, times, delay);
    }

    @Override
    public int outagesAhead() {
        return outages.size();
    }

    @Override
    public void endOutages() {
        outages.clear();
    }

    @Override
    public void webhookFault(WebhookFault fault, String types, int times, Duration delay) {
        courier.faults().add(fault, types, times, delay);
    }

    @Override
    public void endWebhookFaults() {
        courier.endFaults();
    }

    @Override
    public void pauseWebhooks() {
        courier.pause(true);
    }

    @Override
    public void resumeWebhooks() {
        courier.pause(false);
    }

    @Override
    public boolean areWebhooksPaused() {
        return courier.isPaused();
    }

    @Override
    public Instant now() {
        return options.clock().instant();
    }

    @Override
    public void advance(Duration by) {
        if (!(options.clock() instanceof VirtualClock clock)) {
            throw new IllegalStateException("the stand-in runs by a real clock, which nobody can advance");
        }
        clock.advance(by);
        checkout.runDue(clock.instant());
        money.runDue(clock.instant());
        timekeeper.wake();
    }

    @Override
    public Optional<Instant> runDue() {
        return timekeeper.runDue();
    }

    /** Stops listening and delivering. What was not delivered is delivered by the next run, when there is a folder. */
    @Override
    public void close() {
        server.close();
        timekeeper.close();
        courier.close();
        store.close();
    }
}
