package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.payment.Checkout;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.payment.Rules;
import dev.souk.stripe.standin.payment.SessionRequest;
import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/checkout/sessions}. */
final class SessionOperations {
    private static final String PATH = "/v1/checkout/sessions";

    private final Store store;
    private final Checkout checkout;
    private final PaymentJson json;
    private final Clock clock;
    private final Ids ids;
    private final Rules rules;

    SessionOperations(Store store, Checkout checkout, PaymentJson json, Clock clock, Ids ids, Rules rules) {
        this.store = store;
        this.checkout = checkout;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.rules = rules;
    }

    void addTo(Routes routes) {
        routes.add("POST " + PATH, (Operation.Write) this::create)
                .add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve)
                .add("POST " + PATH + "/{id}/expire", (Operation.Write) this::expire)
                .add("GET " + PATH + "/{id}/line_items", (Operation.Read) this::listLineItems);
    }

    private Operation.Execution create(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        SessionRequest asked = NewSession.parse(call.params(), clock.instant(), ids, rules);
        call.params().nothingElse();
        return transaction -> {
            CheckoutSession session = checkout.open(transaction, asked);
            return Reply.json(200, expansion.in(json.session(session), transaction));
        };
    }

    private Reply retrieve(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return checkout.find(call.id())
                .map(session -> Reply.json(200, expansion.in(json.session(session), store)))
                .orElseGet(() -> missing(call.id()));
    }

    private Operation.Execution expire(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return transaction -> {
            CheckoutSession session = checkout.find(transaction, call.id()).orElse(null);
            if (session == null) {
                return missing(call.id());
            }
            if (!checkout.expire(transaction, call.id(), call.cause())) {
                return Errors.error(
                        400,
                        Errors.INVALID,
                        null,
                        null,
                        "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a"
                                + " status of `" + status(session) + "`.");
            }
            CheckoutSession expired =
                    transaction.find(CheckoutSession.class, call.id()).orElseThrow();
            return Reply.json(200, expansion.in(json.session(expired), transaction));
        };
    }

    private Reply list(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        Expansion expansion = Expansion.of(params, json);
        LongPredicate created = Listing.created(params);
        Optional<String> intent = params.text("payment_intent");
        Optional<String> status =
                params.text("status").map(name -> params.oneOf("status", name, "open", "complete", "expired"));
        Optional<String> email = params.child("customer_details").map(details -> details.required("email"));
        // Sessions here have no customer, payment link or subscription: naming one finds nothing.
        boolean nothing = List.of("customer", "customer_account", "payment_link", "subscription").stream()
                .map(params::text)
                .anyMatch(Optional::isPresent);
        params.nothingElse();
        Predicate<CheckoutSession> wanted = session -> !nothing
                && Listing.in(created, session.created())
                && status.map(name -> name.equals(status(session))).orElse(true)
                && email.map(address -> address.equalsIgnoreCase(email(session)))
                        .orElse(true);
        List<CheckoutSession> sessions =
                Listing.candidates(store, CheckoutSession.class, intent, Optional.empty()).stream()
                        .filter(wanted)
                        .toList();
        ObjectNode page = listing.page(PATH, sessions, CheckoutSession::id, json::session);
        return Reply.json(200, expansion.in(page, store));
    }

    private Reply listLineItems(Call call) {
        Listing listing = Listing.of(call.params());
        call.params().nothingElse();
        return checkout.find(call.id())
                .map(session -> Reply.json(
                        200,
                        listing.page(
                                PATH + "/" + session.id() + "/line_items",
                                session.asked().lineItems(),
                                item -> item.id(),
                                item -> json.lineItem(item, session))))
                .orElseGet(() -> missing(call.id()));
    }

    /** The first ten, as an expanded session shows them. */
    static ObjectNode lineItems(CheckoutSession session, PaymentJson json) {
        return new Listing(10, null, null)
                .page(
                        PATH + "/" + session.id() + "/line_items",
                        session.asked().lineItems(),
                        item -> item.id(),
                        item -> json.lineItem(item, session));
    }

    private static String status(CheckoutSession session) {
        return session.status().name().toLowerCase(Locale.ROOT);
    }

    private static String email(CheckoutSession session) {
        if (session.payer() != null) {
            return session.payer().email();
        }
        String given = session.asked().customerEmail();
        return given == null ? "" : given;
    }

    private static Reply missing(String id) {
        return Errors.missing("checkout.session", "session", id);
    }
}
