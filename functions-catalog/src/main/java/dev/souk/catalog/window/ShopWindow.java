package dev.souk.catalog.window;

import dev.souk.catalog.FileStore;
import dev.souk.catalog.Listing;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.ProductState;
import dev.souk.catalog.Products;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows products: the published ones to everybody, drafts to their owners. */
public final class ShopWindow {
    private final Products products;
    private final ProductFiles files;
    private final FileStore store;
    private final Clock clock;

    public ShopWindow(Products products, ProductFiles files, FileStore store, Clock clock) {
        this.products = products;
        this.files = files;
        this.store = store;
        this.clock = clock;
    }

    /** A product and all that was ever announced for it. */
    public record Entry(Product product, List<ProductFile> files) {
        public Entry {
            files = List.copyOf(files);
        }
    }

    /** The product if {@code viewer} may see it. */
    public Optional<Entry> product(ProductId id, Optional<UserId> viewer) {
        return products.find(id)
                .filter(product -> product.isVisibleTo(viewer, clock.instant()))
                .map(this::entry);
    }

    public Entry entry(Product product) {
        return entries(List.of(product)).getFirst();
    }

    /** See {@link Products#forSale}. */
    public List<Listing> forSale(Optional<String> storeSlug, Optional<Listing.Place> after, int limit) {
        return products.forSale(storeSlug, clock.instant(), after, limit);
    }

    /** See {@link Products#of}. */
    public List<Entry> own(UserId owner, Optional<ProductState> state, Optional<ProductId> before, int limit) {
        return entries(products.of(owner, state, before, limit));
    }

    /** Where the product's cover can be had just now, if {@code viewer} may see the product and it has one. */
    public Optional<URI> cover(ProductId id, Optional<UserId> viewer) {
        return products.find(id)
                .filter(product -> product.isVisibleTo(viewer, clock.instant()))
                .flatMap(Product::cover)
                .flatMap(files::find)
                .map(store::show);
    }

    private List<Entry> entries(List<Product> some) {
        Map<ProductId, List<ProductFile>> theirs =
                files.of(some.stream().map(Product::id).toList());
        return some.stream()
                .map(product -> new Entry(product, theirs.getOrDefault(product.id(), List.of())))
                .toList();
    }
}
