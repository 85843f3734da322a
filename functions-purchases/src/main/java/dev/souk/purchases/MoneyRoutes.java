package dev.souk.purchases;

import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.member.Members;
import dev.souk.model.Currency;
import dev.souk.model.DisputeId;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.dispute.DisputeFile;
import dev.souk.purchases.money.Dispute;
import dev.souk.purchases.money.Transfer;
import dev.souk.purchases.payout.Balances;
import dev.souk.purchases.refund.RefundOutcome;
import dev.souk.purchases.refund.Refunding;
import dev.souk.purchases.refund.Refunding.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The operations about sellers' money: refunds, disputes, balances and payouts. */
final class MoneyRoutes {
    private final Refunding refunding;
    private final Balances balances;
    private final DisputeFile disputes;
    private final Members members;
    private final StoreRoutes stores;
    private final IdempotencyKeys keys;
    private final Cursors cursors;

    MoneyRoutes(PurchasesRuntime runtime) {
        this.refunding = runtime.refunding();
        this.balances = runtime.balances();
        this.disputes = runtime.disputes();
        this.members = runtime.members();
        this.stores = runtime.storeRoutes();
        this.keys = runtime.idempotencyKeys();
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("createRefund", this::createRefund)
                .on("listRefunds", this::listRefunds)
                .on("getBalance", this::getBalance)
                .on("listPayouts", this::listPayouts)
                .on("listDisputes", this::listDisputes)
                .on("getDisputeEvidence", this::getDisputeEvidence);
    }

    private HttpResponse createRefund(HttpRequest request) throws Exception {
        String key = IdempotencyKeys.require(request);
        OrderId order = request.pathId("order_id", "order", OrderId::parse);
        Wish wish = RefundBody.read(request);
        return keys.once(request, "user " + request.caller().id().text(), key, id -> refund(request, id, order, wish));
    }

    private HttpResponse refund(HttpRequest request, UUID id, OrderId order, Wish wish) {
        return switch (refunding.start(new RefundId(id), request.seller(), order, wish)) {
            case RefundOutcome.Accepted accepted ->
                HttpResponse.created(
                        "/v1/orders/" + order.text() + "/refunds",
                        MoneyViews.RefundView.of(accepted.refund(), accepted.order(), accepted.stores()));
            case RefundOutcome.NoSuchOrder _ -> throw notFor(request, order);
            case RefundOutcome.NotPaid _ ->
                throw new Refused(
                        Problem.of(409, "order_not_paid", "Nothing was paid for this order, so nothing can go back."));
            case RefundOutcome.NoSuchLine line ->
                throw new Refused(Problem.field(
                        422,
                        "unknown_line",
                        "lines[" + line.index() + "].product_id",
                        "names nothing that you sold with this order"));
            case RefundOutcome.TooMuch(int index, long left) ->
                throw new Refused(Problem.field(
                        422,
                        "refund_exceeds_payment",
                        index < 0 ? "amount" : "lines[" + index + "].amount",
                        left == 0
                                ? "cannot go back: all of it has gone back already"
                                : "is more than what is left, " + left + " in minor units"));
            case RefundOutcome.UnderDispute _ ->
                throw new Refused(Problem.of(
                        409,
                        "order_disputed",
                        "The buyer's bank has the money while the dispute is open. Answer the dispute instead."));
            case RefundOutcome.Refused refused ->
                throw new Refused(Problem.of(
                        409,
                        "refund_refused",
                        "The payment provider did not make the refund. Nothing went back; ask for it again later."));
        };
    }

    private HttpResponse listRefunds(HttpRequest request) {
        OrderId order = request.pathId("order_id", "order", OrderId::parse);
        Set<StoreId> stores = members.stores(request.seller());
        return refunding
                .of(order, stores)
                .map(found -> HttpResponse.ok(new Page<>(
                        found.refunds().stream()
                                .map(refund -> MoneyViews.RefundView.of(refund, found.order(), stores))
                                .toList(),
                        Optional.empty())))
                .orElseThrow(() -> notFor(request, order));
    }

    private HttpResponse getBalance(HttpRequest request) {
        Map<Currency, Long> owed = balances.owedTo(stores.of(request).id());
        return HttpResponse.ok(MoneyViews.BalanceView.of(owed));
    }

    private HttpResponse listPayouts(HttpRequest request) {
        Store store = stores.of(request);
        int limit = Cursors.limit(request);
        Optional<TransferId> before = cursors.read(request, "payouts").flatMap(TransferId::parse);
        List<Transfer> found = balances.payouts(store.id(), before, limit + 1);
        return Page.of(
                        found.stream().map(MoneyViews.PayoutView::of).toList(),
                        limit,
                        _ -> MoneyViews.WEIGHT,
                        last -> cursors.write("payouts", last.id().text()))
                .response(request);
    }

    private HttpResponse listDisputes(HttpRequest request) {
        Store store = stores.of(request);
        int limit = Cursors.limit(request);
        Optional<DisputeId> before = cursors.read(request, "disputes").flatMap(DisputeId::parse);
        List<Dispute> found = disputes.of(store.id(), before, limit + 1);
        return Page.of(
                        found.stream().map(MoneyViews.DisputeView::of).toList(),
                        limit,
                        _ -> MoneyViews.WEIGHT,
                        last -> cursors.write("disputes", last.id().text()))
                .response(request);
    }

    private HttpResponse getDisputeEvidence(HttpRequest request) {
        DisputeId id = request.pathId("dispute_id", "dispute", DisputeId::parse);
        Set<StoreId> stores = members.stores(request.seller());
        return disputes.evidence(id, stores)
                .map(found -> HttpResponse.ok(MoneyViews.EvidenceView.of(found, stores)))
                .orElseThrow(
                        () -> request.notFor(disputes.role(id, request.caller().id()), "dispute"));
    }

    private Refused notFor(HttpRequest request, OrderId order) {
        return request.notFor(refunding.role(order, request.caller().id()), "order");
    }
}
