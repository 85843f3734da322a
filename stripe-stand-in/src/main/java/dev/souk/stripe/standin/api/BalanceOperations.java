package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.payment.BalanceTransaction;
import dev.souk.stripe.standin.payment.Books;
import dev.souk.stripe.standin.payment.MoneyJson;
import dev.souk.stripe.standin.payment.PaymentJson;
import dev.souk.stripe.standin.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Reading {@code /v1/balance} and {@code /v1/balance_transactions}. */
final class BalanceOperations {
    private static final String PATH = "/v1/balance_transactions";

    private final Store store;
    private final Books books;
    private final PaymentJson json;

    BalanceOperations(Store store, Books books, PaymentJson json) {
        this.store = store;
        this.books = books;
        this.json = json;
    }

    void addTo(Routes routes) {
        routes.add("GET /v1/balance", (Operation.Read) this::balance)
                .add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve);
    }

    private Reply balance(Call call) {
        call.params().nothingElse();
        return Reply.json(200, MoneyJson.balance(books.balances(store)));
    }

    private Reply retrieve(Call call) {
        Expansion expansion = Expansion.of(call.params(), json);
        call.params().nothingElse();
        return store.find(BalanceTransaction.class, call.id())
                .map(entry -> Reply.json(200, expansion.in(json.balanceTransaction(entry), store)))
                .orElseGet(() -> Errors.missing("balance_transaction", "id", call.id()));
    }

    private Reply list(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        Expansion expansion = Expansion.of(params, json);
        LongPredicate created = Listing.created(params);
        Optional<String> source = params.text("source");
        Optional<String> type = params.text("type");
        Optional<String> currency = params.text("currency");
        // The platform's own money is never paid out here: naming a payout finds nothing.
        boolean ofPayout = params.text("payout").isPresent();
        params.nothingElse();
        List<BalanceTransaction> found =
                Listing.candidates(store, BalanceTransaction.class, source, Optional.empty()).stream()
                        .filter(entry -> !ofPayout
                                && Listing.in(created, entry.created())
                                && type.map(entry.type().stripeName()::equals).orElse(true)
                                && currency.map(entry.currency()::equals).orElse(true))
                        .toList();
        return Reply.json(
                200, expansion.in(listing.page(PATH, found, BalanceTransaction::id, json::balanceTransaction), store));
    }
}
