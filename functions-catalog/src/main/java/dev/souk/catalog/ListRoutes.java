package dev.souk.catalog;

import dev.souk.catalog.search.FindProducts;
import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.ProductId;
import java.util.List;
import java.util.Optional;

/** The lists of products: what is for sale, and what is one's own. */
final class ListRoutes {
    private static final int LISTING_WEIGHT = 1_000;

    private final ShopWindow window;
    private final FindProducts finding;
    private final Categories categories;
    private final Cursors cursors;

    ListRoutes(CatalogRuntime runtime) {
        this.window = runtime.shopWindow();
        this.finding = runtime.findProducts();
        this.categories = Categories.in(runtime.database());
        this.cursors = runtime.cursors();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listProducts", this::listProducts).on("listMyProducts", this::listMyProducts);
    }

    private HttpResponse listProducts(HttpRequest request) {
        int limit = Cursors.limit(request);
        boolean withFacets = SearchBody.flag(request, "facets");
        Optional<Search> wanted = SearchBody.of(request, categories);
        if (wanted.isEmpty()) {
            return HttpResponse.ok(new Page<>(List.of(), Optional.empty()));
        }
        Search search = wanted.get();
        String list = SearchBody.list(request, search.sort());
        Optional<String> cursor = cursors.read(request, list);
        FindProducts.Result result = cursor.map(text -> finding.next(search, place(text), isCorrected(text), limit + 1))
                .orElseGet(() -> finding.first(search, limit + 1));
        boolean corrected = result.corrected().isPresent();
        Page<Search.Found> page = Page.of(
                result.found(), limit, _ -> LISTING_WEIGHT, last -> cursors.write(list, text(last.place(), corrected)));
        SearchView view = new SearchView(
                page.items().stream()
                        .map(found -> ListingView.of(found.listing()))
                        .toList(),
                page.nextCursor(),
                result.corrected().map(words -> String.join(" ", words)),
                withFacets ? Optional.of(SearchView.FacetsView.of(finding.facets(result.search()))) : Optional.empty());
        return page.response(request, view);
    }

    private HttpResponse listMyProducts(HttpRequest request) {
        int limit = Cursors.limit(request);
        Optional<ProductState> state = request.query("state")
                .map(text -> ProductState.parse(text)
                        .orElseThrow(() -> new Refused(Problem.field(
                                400,
                                "invalid_parameter",
                                "state",
                                "must be draft, published, archived or taken_down"))));
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

    private static String text(Search.Place place, boolean corrected) {
        return place.id().text() + (corrected ? "~" : "=") + place.key();
    }

    /** Of a text that the signature says is ours. */
    private static Search.Place place(String text) {
        int sign = sign(text);
        return new Search.Place(
                text.substring(sign + 1),
                ProductId.parse(text.substring(0, sign)).orElseThrow());
    }

    private static boolean isCorrected(String text) {
        return text.charAt(sign(text)) == '~';
    }

    private static int sign(String text) {
        return Math.max(text.indexOf('='), text.indexOf('~'));
    }
}
