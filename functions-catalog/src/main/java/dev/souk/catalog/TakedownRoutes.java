package dev.souk.catalog;

import dev.souk.catalog.takedown.TakeDownProduct;
import dev.souk.catalog.takedown.TakeDownReview;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.member.Seller;
import dev.souk.lambda.takedown.TakedownPages;
import dev.souk.lambda.takedown.Takedowns;
import dev.souk.model.ProductId;
import dev.souk.model.ReviewId;
import org.jspecify.annotations.Nullable;

/** Takedowns of products and reviews: by the platform's admins, and what sellers hear and say of them. */
final class TakedownRoutes {
    private final TakeDownProduct products;
    private final TakeDownReview reviews;
    private final Takedowns takedowns;
    private final Products all;
    private final Cursors cursors;

    TakedownRoutes(CatalogRuntime runtime) {
        this.products = runtime.takeDownProduct();
        this.reviews = runtime.takeDownReview();
        this.takedowns = runtime.takedowns();
        this.all = Products.in(runtime.database());
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("takeDownProduct", this::takeDownProduct)
                .on("decideProductTakedown", this::decideProduct)
                .on("takeDownReview", this::takeDownReview)
                .on("reinstateReview", this::reinstateReview)
                .on("listTakedowns", request -> TakedownPages.list(request, cursors, takedowns))
                .on("getProductTakedown", this::ofProduct)
                .on("appealProductTakedown", this::appeal);
    }

    private HttpResponse takeDownProduct(HttpRequest request) {
        ProductId id = ProductRoutes.id(request);
        return products.takeDown(request.caller().id(), id, TakedownPages.wish(request))
                .map(TakedownPages::begun)
                .orElseThrow(ProductRoutes::noSuchProduct);
    }

    private HttpResponse decideProduct(HttpRequest request) {
        ProductId id = ProductRoutes.id(request);
        return products.decide(request.caller().id(), id, TakedownPages.decision(request))
                .map(TakedownPages::decided)
                .orElseThrow(ProductRoutes::noSuchProduct);
    }

    private HttpResponse takeDownReview(HttpRequest request) {
        return reviews.takeDown(request.caller().id(), review(request), TakedownPages.wish(request))
                .map(TakedownPages::begun)
                .orElseThrow(() -> new Refused(Problem.notFound("review")));
    }

    private HttpResponse reinstateReview(HttpRequest request) {
        ReviewId id = review(request);
        Fields fields = new Fields();
        String note = fields.said("note", request.json(NoteBody.class).note());
        fields.check();
        return reviews.putBack(request.caller().id(), id, note)
                .map(TakedownPages::decided)
                .orElseThrow(() -> new Refused(Problem.notFound("review")));
    }

    private HttpResponse ofProduct(HttpRequest request) {
        ProductId id = own(request);
        return TakedownPages.one(takedowns.standing(id).orElseThrow(TakedownPages::none));
    }

    private HttpResponse appeal(HttpRequest request) {
        String text = TakedownPages.appeal(request);
        return TakedownPages.appealed(products.appeal(request.seller(), own(request), text));
    }

    private ProductId own(HttpRequest request) {
        ProductId id = ProductRoutes.id(request);
        Seller seller = request.seller();
        if (all.find(id, seller).isEmpty()) {
            throw request.notFor(all.role(id, seller.id()), "product");
        }
        return id;
    }

    private static ReviewId review(HttpRequest request) {
        return request.pathId("review_id", "review", ReviewId::parse);
    }

    private record NoteBody(@Nullable String note) {}
}
