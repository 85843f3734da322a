package dev.souk.catalog;

import dev.souk.catalog.variants.ChangeVariant;
import dev.souk.catalog.variants.ChangeVariantOutcome;
import dev.souk.catalog.variants.OfferVariant;
import dev.souk.catalog.variants.OfferVariantOutcome;
import dev.souk.catalog.variants.Refusal;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Problems;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.util.List;
import java.util.Optional;

/** The operations on variants, of members of the store alone: everybody else sees them on the product's page. */
final class VariantRoutes {
    private final OfferVariant offering;
    private final ChangeVariant changing;
    private final Products products;
    private final Variants variants;
    private final IdempotencyKeys keys;
    private final IdSource ids;

    VariantRoutes(CatalogRuntime runtime) {
        this.offering = runtime.offerVariant();
        this.changing = runtime.changeVariant();
        this.products = Products.in(runtime.database());
        this.variants = Variants.in(runtime.database());
        this.keys = runtime.idempotencyKeys();
        this.ids = runtime.ids();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("createVariant", this::createVariant)
                .on("getVariant", this::getVariant)
                .on("updateVariant", this::updateVariant);
    }

    private HttpResponse createVariant(HttpRequest request) throws Exception {
        Seller seller = request.seller();
        ProductId product = ProductRoutes.id(request);
        OfferVariant.Draft draft = VariantBody.draft(request);
        Optional<String> key = IdempotencyKeys.find(request);
        return key.isPresent()
                ? keys.once(
                        request,
                        seller.id().text(),
                        key.get(),
                        id -> offer(request, new VariantId(id), seller, product, draft))
                : offer(request, new VariantId(ids.next()), seller, product, draft);
    }

    private HttpResponse offer(
            HttpRequest request, VariantId id, Seller seller, ProductId product, OfferVariant.Draft draft) {
        return switch (offering.offer(id, seller, product, draft)) {
            case OfferVariantOutcome.Offered(Variant variant) ->
                HttpResponse.created(
                                "/v1/products/" + product.text() + "/variants/" + id.text(),
                                VariantView.forOwner(variant))
                        .version(variant.version());
            case OfferVariantOutcome.NoSuchProduct _ -> throw notFor(request, product, "product");
            case OfferVariantOutcome.Not(Refusal refusal) -> throw refused(refusal);
        };
    }

    private HttpResponse getVariant(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        VariantId id = id(request);
        return own(products.find(product, request.seller())
                .flatMap(_ -> variants.find(product, id))
                .orElseThrow(() -> notFor(request, product, "variant")));
    }

    private HttpResponse updateVariant(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        VariantId id = id(request);
        int version = request.ifMatch();
        ChangeVariant.Patch patch = VariantBody.patch(request);
        return switch (changing.change(request.seller(), product, id, version, patch)) {
            case ChangeVariantOutcome.Changed(Variant variant) -> own(variant);
            case ChangeVariantOutcome.NoSuchVariant _ -> throw notFor(request, product, "variant");
            case ChangeVariantOutcome.Stale _ -> throw new Refused(Problems.stale());
            case ChangeVariantOutcome.LastOne _ ->
                throw new Refused(
                        Problem.field(
                                409,
                                "last_variant",
                                "state",
                                "cannot be retired: it is the last variant of a product that is for sale. Unpublish that first, or offer another"));
            case ChangeVariantOutcome.Not(Refusal refusal) -> throw refused(refusal);
        };
    }

    private static Refused refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.TooMany(int most, boolean active) ->
                new Refused(Problem.of(
                        409,
                        "too_many_variants",
                        active
                                ? "A product has at most " + most + " active variants: retire one first."
                                : "A product has at most " + most + " variants, and retired ones stay."));
            case Refusal.UnknownFile(int index) ->
                new Refused(Problem.invalid(List.of(new FieldError(
                        "file_ids[" + index + "]", "unknown", "names no file for the buyers of this product"))));
            case Refusal.NothingToDeliver _ ->
                new Refused(
                        Problem.of(
                                409,
                                "no_ready_file",
                                "The product is for sale, and this variant has nothing to download yet: upload and complete a file of it first."));
            case Refusal.Bundle _ ->
                new Refused(Problem.of(
                        409,
                        "is_bundle",
                        "The product is a bundle, which has no variants: empty it first, or offer two bundles."));
            case Refusal.OtherCurrency(var sellsIn) ->
                new Refused(Problem.invalid(List.of(new FieldError(
                        "price.currency", "other_currency", "must be " + sellsIn + ", as the product's price is"))));
            case Refusal.WrongPrice(AskingPrice price, AskingPrice.Fault fault) -> ProductBody.wrongPrice(price, fault);
        };
    }

    private static HttpResponse own(Variant variant) {
        return HttpResponse.ok(VariantView.forOwner(variant)).version(variant.version());
    }

    private static VariantId id(HttpRequest request) {
        return request.pathId("variant_id", "variant", VariantId::parse);
    }

    private Refused notFor(HttpRequest request, ProductId product, String what) {
        return request.notFor(products.role(product, request.caller().id()), what);
    }
}
