package dev.souk.catalog;

import dev.souk.catalog.discounting.ChangeDiscount;
import dev.souk.catalog.discounting.ChangeDiscountOutcome;
import dev.souk.catalog.discounting.OfferDiscount;
import dev.souk.catalog.discounting.OfferDiscountOutcome;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Problems;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.DiscountId;
import dev.souk.model.StoreId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The operations on discounts: all of them are for members of the store alone. */
final class DiscountRoutes {
    private static final int WEIGHT = 800;

    private final OfferDiscount offering;
    private final ChangeDiscount changing;
    private final Discounts discounts;
    private final SellerStores stores;
    private final Members members;
    private final Cursors cursors;
    private final IdempotencyKeys keys;
    private final IdSource ids;
    private final Clock clock;

    DiscountRoutes(CatalogRuntime runtime) {
        this.offering = runtime.offerDiscount();
        this.changing = runtime.changeDiscount();
        this.discounts = Discounts.in(runtime.database());
        this.stores = SellerStores.in(runtime.database());
        this.members = new Members(runtime.database());
        this.cursors = runtime.cursors();
        this.keys = runtime.idempotencyKeys();
        this.ids = runtime.ids();
        this.clock = runtime.clock();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("createDiscount", this::createDiscount)
                .on("listDiscounts", this::listDiscounts)
                .on("getDiscount", this::getDiscount)
                .on("updateDiscount", this::updateDiscount);
    }

    private HttpResponse createDiscount(HttpRequest request) throws Exception {
        Seller seller = request.seller();
        String store = request.pathParameter("store");
        Discounts.Draft draft = DiscountBody.draft(request, clock.instant());
        Optional<String> key = IdempotencyKeys.find(request);
        return key.isPresent()
                ? keys.once(
                        request,
                        seller.id().text(),
                        key.get(),
                        id -> offer(request, new DiscountId(id), seller, store, draft))
                : offer(request, new DiscountId(ids.next()), seller, store, draft);
    }

    private HttpResponse offer(HttpRequest request, DiscountId id, Seller seller, String store, Discounts.Draft draft) {
        return switch (offering.offer(id, seller, store, draft)) {
            case OfferDiscountOutcome.Offered(Discount discount) ->
                HttpResponse.created("/v1/discounts/" + id.text(), DiscountView.of(discount))
                        .version(discount.version());
            case OfferDiscountOutcome.NoSuchStore _ -> throw notFor(request, store);
            case OfferDiscountOutcome.NoSuchProduct _ ->
                throw new Refused(Problem.invalid(
                        List.of(new FieldError("product_id", "unknown", "names no product of this store"))));
            case OfferDiscountOutcome.CodeTaken _ ->
                throw new Refused(
                        Problem.field(409, "code_taken", "code", "is taken by another discount of the store"));
            case OfferDiscountOutcome.OtherCurrency(Currency sellsIn) ->
                throw ProductBody.otherCurrency("amount_off", sellsIn);
        };
    }

    private HttpResponse listDiscounts(HttpRequest request) {
        int limit = Cursors.limit(request);
        String slugOrId = request.pathParameter("store");
        StoreId store = stores.find(slugOrId, request.seller()).orElseThrow(() -> notFor(request, slugOrId));
        String list = "discounts of " + store.text();
        Optional<DiscountId> before = cursors.read(request, list).flatMap(DiscountId::parse);
        List<DiscountView> found = discounts.of(store, before, limit + 1).stream()
                .map(DiscountView::of)
                .toList();
        return Page.of(
                        found,
                        limit,
                        _ -> WEIGHT,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    private HttpResponse getDiscount(HttpRequest request) {
        DiscountId id = id(request);
        return own(discounts.find(id, request.seller()).orElseThrow(() -> notFor(request, id)));
    }

    private HttpResponse updateDiscount(HttpRequest request) {
        DiscountId id = id(request);
        int version = request.ifMatch();
        ChangeDiscount.Patch patch = DiscountBody.patch(request);
        return switch (changing.change(request.seller(), id, version, patch)) {
            case ChangeDiscountOutcome.Changed(Discount discount) -> own(discount);
            case ChangeDiscountOutcome.NoSuchDiscount _ -> throw notFor(request, id);
            case ChangeDiscountOutcome.Stale _ -> throw new Refused(Problems.stale());
            case ChangeDiscountOutcome.NeverOpen _ ->
                throw new Refused(
                        Problem.invalid(List.of(new FieldError("ends_at", "before_start", DiscountBody.BEFORE_START))));
        };
    }

    private static HttpResponse own(Discount discount) {
        return HttpResponse.ok(DiscountView.of(discount)).version(discount.version());
    }

    private static DiscountId id(HttpRequest request) {
        return request.pathId("discount_id", "discount", DiscountId::parse);
    }

    private Refused notFor(HttpRequest request, DiscountId id) {
        return request.notFor(discounts.role(id, request.caller().id()), "discount");
    }

    private Refused notFor(HttpRequest request, String store) {
        return request.notFor(members.role(request.caller().id(), store), "store");
    }
}
