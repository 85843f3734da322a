package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.payment.Dispute;
import dev.souk.stripe.standin.payment.Disputes;
import dev.souk.stripe.standin.payment.MoneyJson;
import dev.souk.stripe.standin.payment.Outcome;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/disputes}. */
final class DisputeOperations {
    private static final String PATH = "/v1/disputes";
    private static final int LONGEST_EVIDENCE = 20_000;

    private final Store store;
    private final Disputes disputes;
    private final PaymentJson json;

    DisputeOperations(Store store, Disputes disputes, PaymentJson json) {
        this.store = store;
        this.disputes = disputes;
        this.json = json;
    }

    void addTo(Routes routes) {
        routes.add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve)
                .add("POST " + PATH + "/{id}", (Operation.Write) this::update)
                .add("POST " + PATH + "/{id}/close", (Operation.Write) this::close);
    }

    private Reply retrieve(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return store.find(Dispute.class, call.id())
                .map(dispute -> Reply.json(200, expansion.in(MoneyJson.dispute(dispute), store)))
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
        List<Dispute> found = Listing.candidates(store, Dispute.class, charge, intent).stream()
                .filter(dispute -> Listing.in(created, dispute.created()))
                .toList();
        return Reply.json(200, expansion.in(listing.page(PATH, found, Dispute::id, MoneyJson::dispute), store));
    }

    private Operation.Execution update(Call call) {
        Params params = call.params();
        Map<String, String> evidence = new LinkedHashMap<>();
        params.child("evidence")
                .ifPresent(said -> MoneyJson.EVIDENCE.forEach(
                        name -> said.textOrEmpty(name, LONGEST_EVIDENCE).ifPresent(text -> evidence.put(name, text))));
        boolean submit = params.oneOf("submit", evidence.isEmpty() ? "false" : "true", "true", "false")
                .equals("true");
        @Nullable Map<String, String> metadata = params.has("metadata") ? params.metadata() : null;
        return act(
                call,
                (transaction, dispute) ->
                        disputes.answer(transaction, dispute, evidence, metadata, submit, call.cause()));
    }

    private Operation.Execution close(Call call) {
        return act(call, (transaction, dispute) -> disputes.giveIn(transaction, dispute, call.cause()));
    }

    private Operation.Execution act(Call call, BiFunction<Transaction, Dispute, Outcome<Dispute>> deed) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return transaction -> transaction
                .find(Dispute.class, call.id())
                .map(dispute -> Errors.reply(
                        deed.apply(transaction, dispute), after -> expansion.in(MoneyJson.dispute(after), transaction)))
                .orElseGet(() -> missing(call.id()));
    }

    private static Reply missing(String id) {
        return Errors.missing("dispute", "dispute", id);
    }
}
