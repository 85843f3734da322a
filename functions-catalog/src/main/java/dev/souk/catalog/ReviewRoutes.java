package dev.souk.catalog;

import dev.souk.catalog.reviewing.WriteReview;
import dev.souk.catalog.reviewing.WriteReviewOutcome;
import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Members;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.ReviewId;
import dev.souk.model.StoreId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The operations on reviews. */
final class ReviewRoutes {
    private final WriteReview writing;
    private final Reviews reviews;
    private final ShopWindow window;
    private final SellerStores stores;
    private final Members members;
    private final Cursors cursors;
    private final Clock clock;
    private final Log log;

    ReviewRoutes(CatalogRuntime runtime) {
        this.writing = runtime.writeReview();
        this.reviews = Reviews.in(runtime.database());
        this.window = runtime.shopWindow();
        this.stores = SellerStores.in(runtime.database());
        this.members = new Members(runtime.database());
        this.cursors = runtime.cursors();
        this.clock = runtime.clock();
        this.log = runtime.log();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("writeReview", this::write)
                .on("getReview", this::get)
                .on("deleteReview", this::delete)
                .on("listReviews", this::ofProduct)
                .on("listStoreReviews", this::ofStore)
                .on("answerReview", request -> answer(request, Optional.of(ReviewBody.answer(request))))
                .on("deleteReviewAnswer", request -> answer(request, Optional.empty()));
    }

    private HttpResponse write(HttpRequest request) {
        PurchaseId purchase = purchase(request);
        ReviewBody.Said said = ReviewBody.review(request);
        return switch (writing.write(request.reader(), purchase, said.author(), said.words())) {
            case WriteReviewOutcome.Written(Review review, boolean first) -> {
                log.info("review.written", "review", review.id(), "product", review.product());
                yield HttpResponse.json(first ? 201 : 200, ReviewView.of(review));
            }
            case WriteReviewOutcome.NoSuchPurchase _ -> throw new Refused(Problem.notFound("purchase"));
            case WriteReviewOutcome.Revoked _ ->
                throw new Refused(Problem.of(403, "purchase_revoked", "This purchase was taken back."));
            case WriteReviewOutcome.OwnProduct _ ->
                throw new Refused(Problem.of(409, "own_product", "Nobody reviews what they sell themselves."));
            case WriteReviewOutcome.FreeForGuest _ ->
                throw new Refused(Problem.of(
                        409, "free_without_account", "What is free is reviewed by those who ordered it signed in."));
            case WriteReviewOutcome.ReviewedAlready _ ->
                throw new Refused(Problem.of(
                        409,
                        "reviewed_already",
                        "You have reviewed this product for another purchase: change that review."));
        };
    }

    private HttpResponse get(HttpRequest request) {
        return writing.find(request.reader(), purchase(request))
                .map(review -> HttpResponse.ok(ReviewView.of(review)))
                .orElseThrow(ReviewRoutes::noSuchReview);
    }

    private HttpResponse delete(HttpRequest request) {
        if (!writing.withdraw(request.reader(), purchase(request))) {
            throw noSuchReview();
        }
        return HttpResponse.empty();
    }

    private HttpResponse ofProduct(HttpRequest request) {
        int limit = Cursors.limit(request);
        ProductId product = ProductRoutes.id(request);
        Optional<Integer> rating = request.query("rating").map(ReviewRoutes::stars);
        if (window.product(product)
                .or(() -> request.findSeller().flatMap(seller -> window.own(product, seller)))
                .isEmpty()) {
            throw ProductRoutes.noSuchProduct();
        }
        String list = "reviews of " + product.text()
                + rating.map(stars -> " " + stars).orElse("");
        return page(request, list, limit, before -> reviews.of(product, rating, before, limit + 1));
    }

    private HttpResponse ofStore(HttpRequest request) {
        int limit = Cursors.limit(request);
        Optional<Boolean> answered = request.query("answered").map(ReviewRoutes::yesOrNo);
        String slugOrId = request.pathParameter("store");
        StoreId store = stores.find(slugOrId, request.seller())
                .orElseThrow(() -> request.notFor(members.role(request.caller().id(), slugOrId), "store"));
        String list =
                "reviews of " + store.text() + answered.map(yes -> " " + yes).orElse("");
        return page(request, list, limit, before -> reviews.of(store, answered, before, limit + 1));
    }

    private interface Finding {
        List<Review> before(Optional<ReviewId> id);
    }

    private HttpResponse page(HttpRequest request, String list, int limit, Finding finding) {
        Optional<ReviewId> before = cursors.read(request, list).flatMap(ReviewId::parse);
        List<ReviewView> found =
                finding.before(before).stream().map(ReviewView::of).toList();
        return Page.of(
                        found,
                        limit,
                        ReviewView::weight,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    private HttpResponse answer(HttpRequest request, Optional<String> text) {
        ReviewId id = request.pathId("review_id", "review", ReviewId::parse);
        Review review = reviews.answer(id, request.seller(), text, clock.instant())
                .orElseThrow(
                        () -> request.notFor(reviews.role(id, request.caller().id()), "review"));
        return text.isPresent() ? HttpResponse.ok(ReviewView.of(review)) : HttpResponse.empty();
    }

    private static PurchaseId purchase(HttpRequest request) {
        return request.pathId("purchase_id", "purchase", PurchaseId::parse);
    }

    private static int stars(String text) {
        if (text.length() != 1 || text.charAt(0) < '1' || text.charAt(0) > '0' + ReviewBody.MOST_STARS) {
            throw new Refused(Problem.field(400, "invalid_parameter", "rating", "must be 1, 2, 3, 4 or 5"));
        }
        return text.charAt(0) - '0';
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refused(Problem.field(400, "invalid_parameter", "answered", "must be true or false"));
        };
    }

    private static Refused noSuchReview() {
        return new Refused(Problem.notFound("review"));
    }
}
