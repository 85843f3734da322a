package dev.souk.catalog;

import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lists of products: what is for sale, and what is one's own. */
final class ListRoutes {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}[a-z0-9]");
    private static final int LISTING_WEIGHT = 1_000;

    private final ShopWindow window;
    private final Cursors cursors;

    ListRoutes(CatalogRuntime runtime) {
        this.window = runtime.shopWindow();
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listProducts", this::listProducts).on("listMyProducts", this::listMyProducts);
    }

    private HttpResponse listProducts(HttpRequest request) {
        int limit = Cursors.limit(request);
        Optional<String> store = request.query("store");
        if (store.isPresent() && !SLUG.matcher(store.get()).matches()) {
            throw new Refused(Problem.field(400, "invalid_parameter", "store", "must be the slug of a store"));
        }
        String list = "products of " + store.orElse("all");
        Optional<Listing.Place> after = cursors.read(request, list).map(ListRoutes::place);
        List<Listing> found = window.forSale(store, after, limit + 1);
        Page<Listing> page =
                Page.of(found, limit, _ -> LISTING_WEIGHT, last -> cursors.write(list, text(last.place())));
        return new Page<>(page.items().stream().map(ListingView::of).toList(), page.nextCursor()).response(request);
    }

    private HttpResponse listMyProducts(HttpRequest request) {
        int limit = Cursors.limit(request);
        Optional<ProductState> state = request.query("state")
                .map(text -> ProductState.parse(text)
                        .orElseThrow(() -> new Refused(Problem.field(
                                400, "invalid_parameter", "state", "must be draft, published or archived"))));
        String list = "my products " + state.map(ProductState::text).orElse("all");
        Optional<ProductId> before = cursors.read(request, list).flatMap(ProductId::parse);
        List<ProductView> found = window.own(request.seller(), state, before, limit + 1).stream()
                .map(ProductView::forOwner)
                .toList();
        return Page.of(
                        found,
                        limit,
                        ProductView::weight,
                        last -> cursors.write(list, last.id().text()))
                .response(request);
    }

    private static String text(Listing.Place place) {
        return place.publishedAt() + " " + place.id().text();
    }

    /** Of a text that the signature says is ours. */
    private static Listing.Place place(String text) {
        String[] parts = text.split(" ", 2);
        return new Listing.Place(
                Instant.parse(parts[0]), ProductId.parse(parts[1]).orElseThrow());
    }
}
