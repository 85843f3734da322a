package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.payment.Currencies;
import dev.souk.stripe.standin.payment.MoneyJson;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.payment.Transfer;
import dev.souk.stripe.standin.payment.TransferRequest;
import dev.souk.stripe.standin.payment.TransferReversal;
import dev.souk.stripe.standin.payment.Transfers;
import dev.souk.stripe.standin.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/transfers} and their reversals. */
final class TransferOperations {
    private static final String PATH = "/v1/transfers";
    private static final String REVERSALS = PATH + "/{id}/reversals";

    private final Store store;
    private final Transfers transfers;
    private final PaymentJson json;

    TransferOperations(Store store, Transfers transfers, PaymentJson json) {
        this.store = store;
        this.transfers = transfers;
        this.json = json;
    }

    void addTo(Routes routes) {
        routes.add("POST " + PATH, (Operation.Write) this::create)
                .add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve)
                .add("POST " + PATH + "/{id}", (Operation.Write) this::update)
                .add("POST " + REVERSALS, (Operation.Write) this::reverse)
                .add("GET " + REVERSALS, (Operation.Read) this::listReversals)
                .add("GET " + REVERSALS + "/{reversal}", (Operation.Read) this::retrieveReversal);
    }

    private Operation.Execution create(Call call) {
        Params params = call.params();
        Expansion expansion = Expansion.of(params, json);
        params.oneOf("source_type", "card", "card", "bank_account", "fpx");
        String currency = Currencies.known(params, params.required("currency"));
        TransferRequest asked = new TransferRequest(
                params.positive("amount").orElseThrow(() -> params.missing("amount")),
                currency,
                params.required("destination"),
                params.text("source_transaction").orElse(null),
                params.text("transfer_group", 200).orElse(null),
                params.text("description", 1000).orElse(null),
                params.metadata());
        params.nothingElse();
        return transaction -> Errors.reply(
                transfers.make(transaction, asked, call.cause()),
                transfer -> expansion.in(MoneyJson.transfer(transfer), transaction));
    }

    private Reply retrieve(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return store.find(Transfer.class, call.id())
                .map(transfer -> Reply.json(200, expansion.in(MoneyJson.transfer(transfer), store)))
                .orElseGet(() -> missing(call.id()));
    }

    private Operation.Execution update(Call call) {
        Params params = call.params();
        Expansion expansion = Expansion.of(params, json);
        @Nullable String description = params.text("description", 1000).orElse(null);
        Map<String, String> metadata = params.metadata();
        params.nothingElse();
        return transaction -> transaction
                .find(Transfer.class, call.id())
                .map(transfer -> {
                    Map<String, String> all = new LinkedHashMap<>(transfer.metadata());
                    all.putAll(metadata);
                    return transfers.describe(
                            transaction,
                            transfer,
                            description == null ? transfer.description() : description,
                            all,
                            call.cause());
                })
                .map(transfer -> Reply.json(200, expansion.in(MoneyJson.transfer(transfer), transaction)))
                .orElseGet(() -> missing(call.id()));
    }

    private Reply list(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        Expansion expansion = Expansion.of(params, json);
        LongPredicate created = Listing.created(params);
        Optional<String> group = params.text("transfer_group");
        Optional<String> destination = params.text("destination");
        params.nothingElse();
        List<Transfer> found = Listing.candidates(store, Transfer.class, group, destination).stream()
                .filter(transfer -> Listing.in(created, transfer.created()))
                .toList();
        return Reply.json(200, expansion.in(listing.page(PATH, found, Transfer::id, MoneyJson::transfer), store));
    }

    private Operation.Execution reverse(Call call) {
        Params params = call.params();
        Expansion expansion = Expansion.of(params, json);
        @Nullable Long amount = params.positive("amount").orElse(null);
        params.text("description", 1000);
        params.oneOf("refund_application_fee", "false", "true", "false");
        Map<String, String> metadata = params.metadata();
        params.nothingElse();
        return transaction -> transaction
                .find(Transfer.class, call.id())
                .map(transfer -> Errors.reply(
                        transfers.reverse(transaction, transfer, amount, metadata, call.cause()),
                        reversal -> expansion.in(MoneyJson.reversal(reversal), transaction)))
                .orElseGet(() -> missing(call.id()));
    }

    private Reply listReversals(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        Expansion expansion = Expansion.of(params, json);
        params.nothingElse();
        return store.find(Transfer.class, call.id())
                .map(transfer -> listing.page(
                        PATH + "/" + transfer.id() + "/reversals",
                        transfer.reversals(),
                        TransferReversal::id,
                        MoneyJson::reversal))
                .map(page -> Reply.json(200, expansion.in(page, store)))
                .orElseGet(() -> missing(call.id()));
    }

    private Reply retrieveReversal(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return store.find(Transfer.class, call.id()).stream()
                .flatMap(transfer -> transfer.reversals().stream())
                .filter(reversal -> reversal.id().equals(call.ids().getLast()))
                .findFirst()
                .map(reversal -> Reply.json(200, expansion.in(MoneyJson.reversal(reversal), store)))
                .orElseGet(() -> Errors.missing(
                        "transfer_reversal", "reversal", call.ids().getLast()));
    }

    private static Reply missing(String id) {
        return Errors.missing("transfer", "transfer", id);
    }
}
