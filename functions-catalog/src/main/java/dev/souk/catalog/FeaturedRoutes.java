package dev.souk.catalog;

import dev.souk.catalog.featuring.FeatureOutcome;
import dev.souk.catalog.featuring.FeatureProducts;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the platform shows first, for those who run it. */
final class FeaturedRoutes {
    private final FeatureProducts featuring;
    private final FeaturedProducts featured;
    private final Clock clock;

    FeaturedRoutes(CatalogRuntime runtime) {
        this.featuring = runtime.featureProducts();
        this.featured = FeaturedProducts.in(runtime.database());
        this.clock = runtime.clock();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listFeaturedProducts", _ -> all())
                .on("featureProduct", this::feature)
                .on("unfeatureProduct", this::unfeature);
    }

    private HttpResponse feature(HttpRequest request) {
        ProductId product = ProductRoutes.id(request);
        Fields fields = new Fields();
        long position =
                fields.number("position", request.json(PositionBody.class).position(), 1, FeatureProducts.MOST);
        fields.check();
        return switch (featuring.feature(request.caller().id(), product, (int) position)) {
            case FeatureOutcome.Featured _ -> all();
            case FeatureOutcome.NoSuchProduct _ -> throw ProductRoutes.noSuchProduct();
            case FeatureOutcome.TooMany _ ->
                throw new Refused(Problem.of(
                        409,
                        "too_many_featured",
                        "There can be " + FeatureProducts.MOST + " featured products: take one out first."));
        };
    }

    private HttpResponse unfeature(HttpRequest request) {
        if (!featuring.unfeature(request.caller().id(), ProductRoutes.id(request))) {
            throw ProductRoutes.noSuchProduct();
        }
        return HttpResponse.empty();
    }

    private HttpResponse all() {
        List<FeaturedView> views = new ArrayList<>();
        for (FeaturedProduct each : featured.all(clock.instant())) {
            views.add(new FeaturedView(
                    views.size() + 1, each.product(), each.store(), each.title(), each.forSale(), each.since()));
        }
        return HttpResponse.ok(new FeaturedList(List.copyOf(views)));
    }

    private record PositionBody(@Nullable Long position) {}

    private record FeaturedList(List<FeaturedView> items) {}

    /** {@code FeaturedProduct} in the contract. */
    private record FeaturedView(
            int position, ProductId productId, StoreName store, String title, boolean forSale, Instant since) {}
}
