package dev.souk.catalog;

import dev.souk.catalog.bundling.FillBundle;
import dev.souk.catalog.bundling.FillBundleOutcome;
import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.lambda.http.Problems;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operation that says what a bundle gives. */
final class BundleRoutes {
    private final FillBundle filling;
    private final Products products;
    private final ShopWindow window;

    BundleRoutes(CatalogRuntime runtime) {
        this.filling = runtime.fillBundle();
        this.products = Products.in(runtime.database());
        this.window = runtime.shopWindow();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("setContents", this::setContents);
    }

    private HttpResponse setContents(HttpRequest request) {
        ProductId id = ProductRoutes.id(request);
        int version = request.ifMatch();
        List<Part.Wish> parts = parts(request);
        return switch (filling.fill(request.seller(), id, version, parts)) {
            case FillBundleOutcome.Filled(Product product) ->
                HttpResponse.ok(ProductView.forOwner(window.entry(product))).version(product.version());
            case FillBundleOutcome.NoSuchProduct _ ->
                throw request.notFor(products.role(id, request.caller().id()), "product");
            case FillBundleOutcome.Stale _ -> throw new Refused(Problems.stale());
            case FillBundleOutcome.HasVariants _ ->
                throw new Refused(
                        Problem.of(
                                409,
                                "sold_in_variants",
                                "The product is sold in variants, and a bundle is not: retire them, or make a bundle of another product."));
            case FillBundleOutcome.IsPart _ ->
                throw new Refused(Problem.of(
                        409,
                        "part_of_bundle",
                        "The product is part of a bundle, so that it cannot be one: take it from there first."));
            case FillBundleOutcome.NothingLeft _ ->
                throw new Refused(
                        Problem.of(
                                409,
                                "no_ready_file",
                                "The product is for sale, and has no files of its own: upload and complete one first, or unpublish it."));
            case FillBundleOutcome.WrongPart(int index, FillBundleOutcome.Fault fault) ->
                throw new Refused(Problem.invalid(List.of(error("items[" + index + "]", fault))));
        };
    }

    private static FieldError error(String item, FillBundleOutcome.Fault fault) {
        return switch (fault) {
            case UNKNOWN -> new FieldError(item + ".product_id", "unknown", "names no product of the same store");
            case BUNDLE -> new FieldError(item + ".product_id", "bundle", "is a bundle, which cannot be part of one");
            case VARIANT_REQUIRED ->
                new FieldError(item + ".variant_id", "required", "is required: the product is sold in variants");
            case UNKNOWN_VARIANT ->
                new FieldError(item + ".variant_id", "unknown", "names no active variant of the product");
        };
    }

    private record Body(@Nullable List<Item> items) {}

    private record Item(
            @Nullable String productId, @Nullable String variantId) {}

    private static List<Part.Wish> parts(HttpRequest request) {
        List<Item> items = request.json(Body.class).items();
        Fields fields = new Fields();
        List<Part.Wish> parts = new ArrayList<>();
        if (items == null) {
            fields.wrong("items", "required", "is required");
        } else if (items.size() > Bundles.MOST) {
            fields.wrong("items", "out_of_range", "must have at most " + Bundles.MOST + " items");
        } else {
            for (int i = 0; i < items.size(); i++) {
                String name = "items[" + i + "]";
                Optional<VariantId> variant = fields.find(
                        name + ".variant_id",
                        items.get(i).variantId(),
                        "be the id of a variant, var_…",
                        VariantId::parse);
                fields.require(
                                name + ".product_id",
                                items.get(i).productId(),
                                "be the id of a product, prd_…",
                                ProductId::parse)
                        .ifPresent(product -> {
                            if (parts.stream().anyMatch(each -> each.product().equals(product))) {
                                fields.wrong(name + ".product_id", "duplicate_item", "stands there already");
                            }
                            parts.add(new Part.Wish(product, variant));
                        });
            }
        }
        fields.check();
        return parts;
    }
}
