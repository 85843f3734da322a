package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.payment.MoneyJson;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.payment.Refund;
import dev.souk.stripe.standin.payment.RefundRequest;
import dev.souk.stripe.standin.payment.Refunds;
import dev.souk.stripe.standin.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/** {@code /v1/refunds}. */
final class RefundOperations {
    private static final String PATH = "/v1/refunds";

    private final Store store;
    private final Refunds refunds;
    private final PaymentJson json;

    RefundOperations(Store store, Refunds refunds, PaymentJson json) {
        this.store = store;
        this.refunds = refunds;
        this.json = json;
    }

    void addTo(Routes routes) {
        routes.add("POST " + PATH, (Operation.Write) this::create)
                .add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve)
                .add("POST " + PATH + "/{id}", (Operation.Write) this::update);
    }

    private Operation.Execution create(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        RefundRequest asked = parse(call.params());
        call.params().nothingElse();
        return transaction -> Errors.reply(
                refunds.make(transaction, asked, call.cause()),
                refund -> expansion.in(MoneyJson.refund(refund), transaction));
    }

    private static RefundRequest parse(Params params) {
        String charge = params.text("charge").orElse(null);
        String intent = params.text("payment_intent").orElse(null);
        if (charge == null && intent == null) {
            throw new InvalidRequest(
                    "parameter_missing",
                    null,
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        if (charge != null && intent != null) {
            throw new InvalidRequest(
                    null, "charge", "You may only specify one of these parameters: charge, payment_intent.");
        }
        for (String flag : List.of("reverse_transfer", "refund_application_fee")) {
            if (params.oneOf(flag, "false", "true", "false").equals("true")) {
                throw new InvalidRequest(
                        null, flag, "Cannot use " + flag + " on a charge that has no associated transfer or fee.");
            }
        }
        return new RefundRequest(
                charge,
                intent,
                params.positive("amount").orElse(null),
                params.text("reason")
                        .map(reason ->
                                params.oneOf("reason", reason, "duplicate", "fraudulent", "requested_by_customer"))
                        .orElse(null),
                params.metadata());
    }

    private Reply retrieve(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return store.find(Refund.class, call.id())
                .map(refund -> Reply.json(200, expansion.in(MoneyJson.refund(refund), store)))
                .orElseGet(() -> missing(call.id()));
    }

    private Operation.Execution update(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        Map<String, String> metadata = call.params().metadata();
        call.params().nothingElse();
        return transaction -> refunds.describe(transaction, call.id(), metadata, call.cause())
                .map(refund -> Reply.json(200, expansion.in(MoneyJson.refund(refund), transaction)))
                .orElseGet(() -> missing(call.id()));
    }

    private Reply list(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        Expansion expansion = Expansion.of(params, json);
        LongPredicate created = Listing.created(params);
        Optional<String> charge = params.text("charge");
        Optional<String> intent = params.text("payment_intent");
        params.nothingElse();
        List<Refund> found = Listing.candidates(store, Refund.class, charge, intent).stream()
                .filter(refund -> Listing.in(created, refund.created()))
                .toList();
        return Reply.json(200, expansion.in(listing.page(PATH, found, Refund::id, MoneyJson::refund), store));
    }

    private static Reply missing(String id) {
        return Errors.missing("refund", "id", id);
    }
}
