package dev.souk.catalog;

import dev.souk.test.ApiRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people ask of a catalogue out of a {@link Warehouse}, each kind with several questions. */
final class Questions {
    private Questions() {}

    static Map<String, List<ApiRequest>> of(Warehouse warehouse, CatalogHandler handler) {
        Map<String, List<ApiRequest>> all = new LinkedHashMap<>();
        List<String> ids = warehouse.ids();
        all.put("product page", List.of(page(ids.getFirst()), page(ids.get(ids.size() / 2)), page(ids.getLast())));
        all.put("newest", List.of(list()));
        all.put("newest, a page deep in", List.of(deep(handler)));
        all.put("newest of a category", List.of(list("category", "fonts"), list("category", "crafts-sewing")));
        all.put("newest of a store", List.of(list("store", "store-0"), list("store", "store-3")));
        all.put("newest with a tag", List.of(list("tag", "tag3"), list("tag", "tag120")));
        all.put(
                "by price",
                List.of(list("sort", "price", "currency", "USD"), list("sort", "-price", "currency", "USD")));
        all.put("best rated, trending", List.of(list("sort", "rating"), list("sort", "trending")));
        all.put(
                "all filters",
                List.of(list(
                        "category",
                        "fonts",
                        "currency",
                        "USD",
                        "price_min",
                        "500",
                        "price_max",
                        "4000",
                        "rating_min",
                        "3")));
        all.put("word of 1 in 100", List.of(list("q", "lantern")));
        all.put("word of 1 in 8", List.of(list("q", "template"), list("q", "template", "sort", "newest")));
        all.put("two words", List.of(list("q", "lantern template"), list("q", "template lant")));
        all.put(
                "word with filters",
                List.of(list("q", "template", "category", "fonts", "currency", "USD", "price_max", "2000")));
        all.put("word that nothing has", List.of(list("q", "zzyzx ")));
        all.put("misspelt word", List.of(list("q", "lanten "), list("q", "lanterm ")));
        all.put("facets of everything", List.of(list("facets", "true")));
        all.put("facets of a category", List.of(list("category", "fonts", "facets", "true")));
        all.put("facets of a store", List.of(list("store", "store-0", "facets", "true")));
        all.put(
                "facets of a tag, a price, a rating",
                List.of(
                        list("tag", "tag3", "facets", "true"),
                        list("currency", "USD", "price_max", "2000", "facets", "true"),
                        list("rating_min", "4", "facets", "true")));
        all.put("facets of 1 in 100", List.of(list("q", "lantern", "facets", "true")));
        all.put("facets of 1 in 8", List.of(list("q", "template", "facets", "true")));
        return all;
    }

    private static ApiRequest page(String id) {
        return ApiRequest.request("GET", "/v1/products/{product_id}").path("product_id", id);
    }

    private static ApiRequest list(String... parameters) {
        ApiRequest request = ApiRequest.request("GET", "/v1/products");
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.query(parameters[i], parameters[i + 1]);
        }
        return request;
    }

    private static ApiRequest deep(CatalogHandler handler) {
        String cursor = "";
        for (int i = 0; i < 5; i++) {
            ApiRequest request = list("limit", "100");
            cursor = (cursor.isEmpty() ? request : request.query("cursor", cursor))
                    .to(handler)
                    .text("next_cursor");
        }
        return list("cursor", cursor);
    }
}
