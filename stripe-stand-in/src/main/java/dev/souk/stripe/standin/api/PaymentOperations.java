package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.payment.Charge;
import dev.souk.stripe.standin.payment.PaymentIntent;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Reading {@code /v1/payment_intents} and {@code /v1/charges}. */
final class PaymentOperations {
    private static final String INTENTS = "/v1/payment_intents";
    private static final String CHARGES = "/v1/charges";

    private final Store store;
    private final PaymentJson json;

    PaymentOperations(Store store, PaymentJson json) {
        this.store = store;
        this.json = json;
    }

    void addTo(Routes routes) {
        routes.add("GET " + INTENTS, (Operation.Read) this::listIntents)
                .add("GET " + INTENTS + "/{id}", (Operation.Read) this::intent)
                .add("GET " + CHARGES, (Operation.Read) this::listCharges)
                .add("GET " + CHARGES + "/{id}", (Operation.Read) this::charge);
    }

    private Reply intent(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return store.find(PaymentIntent.class, call.id())
                .map(intent -> Reply.json(200, expansion.in(json.intent(intent), store)))
                .orElseGet(() -> Errors.missing("payment_intent", "intent", call.id()));
    }

    private Reply charge(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return store.find(Charge.class, call.id())
                .map(charge -> Reply.json(200, expansion.in(json.charge(charge), store)))
                .orElseGet(() -> Errors.missing("charge", "id", call.id()));
    }

    private Reply listIntents(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        Expansion expansion = Expansion.of(params, json);
        LongPredicate created = Listing.created(params);
        boolean ofCustomer = params.text("customer").isPresent();
        params.nothingElse();
        List<PaymentIntent> intents = store.newestFirst(PaymentIntent.class).stream()
                .filter(intent -> !ofCustomer && Listing.in(created, intent.created()))
                .toList();
        return Reply.json(200, expansion.in(listing.page(INTENTS, intents, PaymentIntent::id, json::intent), store));
    }

    private Reply listCharges(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        Expansion expansion = Expansion.of(params, json);
        LongPredicate created = Listing.created(params);
        Optional<String> intent = params.text("payment_intent");
        Optional<String> group = params.text("transfer_group");
        boolean ofCustomer = params.text("customer").isPresent();
        params.nothingElse();
        List<Charge> charges = Listing.candidates(store, Charge.class, intent, group).stream()
                .filter(charge -> !ofCustomer && Listing.in(created, charge.created()))
                .toList();
        return Reply.json(200, expansion.in(listing.page(CHARGES, charges, Charge::id, json::charge), store));
    }
}
