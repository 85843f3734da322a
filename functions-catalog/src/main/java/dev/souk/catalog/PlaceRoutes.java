package dev.souk.catalog;

import dev.souk.catalog.Categories.Category;
import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Router;
import dev.souk.model.ProductId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where products are found: the platform's categories, and the addresses in their stores. */
final class PlaceRoutes {
    private final ShopWindow window;
    private final Slugs slugs;
    private final Categories categories;

    PlaceRoutes(CatalogRuntime runtime) {
        this.window = runtime.shopWindow();
        this.slugs = Slugs.in(runtime.database());
        this.categories = Categories.in(runtime.database());
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("listCategories", _ -> HttpResponse.ok(new CategoryList(categories.all())))
                .on("getProductBySlug", this::getProduct);
    }

    private record CategoryList(List<Category> items) {}

    private HttpResponse getProduct(HttpRequest request) {
        Slug slug = Slug.parse(request.pathParameter("product_slug")).orElseThrow(ProductRoutes::noSuchProduct);
        ProductId id = slugs.find(request.pathParameter("store"), slug).orElseThrow(ProductRoutes::noSuchProduct);
        Optional<ShopWindow.Entry> own = request.findSeller().flatMap(seller -> window.own(id, seller));
        ShopWindow.Entry entry = own.or(() -> window.product(id)).orElseThrow(ProductRoutes::noSuchProduct);
        Optional<Slug> now = entry.product().labels().slug();
        // It is for now, since a product may get an old slug back: a browser that had kept a permanent one would go in
        // circles. Beside this
        // one, so that it leads there under whatever path a gateway has put the API.
        return now.isPresent() && !now.get().equals(slug)
                ? HttpResponse.found(URI.create(now.get().text()))
                : ProductRoutes.page(entry, own.isPresent());
    }
}
