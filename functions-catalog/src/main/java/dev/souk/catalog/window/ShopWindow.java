package dev.souk.catalog.window;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.Bundles;
import dev.souk.catalog.FilePurpose;
import dev.souk.catalog.FileState;
import dev.souk.catalog.FileStore;
import dev.souk.catalog.Part;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.ProductState;
import dev.souk.catalog.Products;
import dev.souk.catalog.Variant;
import dev.souk.catalog.Variants;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows products: the published ones to everybody, drafts to the members of their stores. */
public final class ShopWindow {
    private final Products products;
    private final ProductFiles files;
    private final Variants variants;
    private final Bundles bundles;
    private final FileStore store;
    private final Clock clock;

    public ShopWindow(
            Products products, ProductFiles files, Variants variants, Bundles bundles, FileStore store, Clock clock) {
        this.products = products;
        this.files = files;
        this.variants = variants;
        this.bundles = bundles;
        this.store = store;
        this.clock = clock;
    }

    /** A product, all that was ever announced for it, and all that it ever was sold as, and what it gives if it is a bundle. */
    public record Entry(Product product, List<ProductFile> files, List<Variant> variants, List<Part> parts) {
        public Entry {
            files = List.copyOf(files);
            variants = List.copyOf(variants);
            parts = List.copyOf(parts);
        }

        /** As what it can be bought. */
        public List<Variant> active() {
            return variants.stream().filter(Variant::isActive).toList();
        }

        /** What it costs at least: that of its cheapest variant, if it has any. */
        public AskingPrice lowest() {
            return active().stream()
                    .map(Variant::price)
                    .min(Comparator.comparingLong(price -> price.amount().amount()))
                    .orElse(product.price());
        }

        /** Its cover, if that is ready to be shown. */
        public Optional<ProductFile> cover() {
            return files.stream()
                    .filter(file -> product.cover().equals(Optional.of(file.id()))
                            && file.picture().isPresent())
                    .filter(file -> file.state() == FileState.READY)
                    .findFirst();
        }

        /** The images of its gallery, in the seller's order; what nobody has ordered comes last. */
        public List<ProductFile> gallery() {
            return files.stream()
                    .filter(ProductFile::isInGallery)
                    .sorted(Comparator.<ProductFile>comparingInt(
                                    file -> file.place().orElse(Integer.MAX_VALUE))
                            .thenComparing(file -> file.id().text()))
                    .toList();
        }

        /** What a buyer gets just now: of each line the newest version that is ready. */
        public List<ProductFile> offered() {
            Map<FileId, ProductFile> newest = new LinkedHashMap<>();
            files.stream()
                    .filter(ProductFile::isForBuyers)
                    .forEach(file -> newest.merge(
                            file.version().line(),
                            file,
                            (one, other) ->
                                    one.version().number() > other.version().number() ? one : other));
            return List.copyOf(newest.values());
        }
    }

    /** The product if it is for sale. */
    public Optional<Entry> product(ProductId id) {
        return products.find(id)
                .filter(product -> product.isForSale(clock.instant()))
                .map(this::entry);
    }

    /** The product, draft or not, if it is of a store that {@code seller} may act for. */
    public Optional<Entry> own(ProductId id, Seller seller) {
        return products.find(id, seller).map(this::entry);
    }

    public Entry entry(Product product) {
        return entries(List.of(product)).getFirst();
    }

    /** See {@link Products#of}. */
    public List<Entry> own(Seller seller, Optional<ProductState> state, Optional<ProductId> before, int limit) {
        return entries(products.of(seller, state, before, limit));
    }

    /**
     * Where the product's cover can be had just now, if {@code viewer} may see the product and it has one.
     *
     * @param width so many pixels across are wanted; without, as many as there are
     */
    public Optional<URI> cover(ProductId id, Optional<Seller> viewer, Optional<Integer> width) {
        return seen(id, viewer).flatMap(Product::cover).flatMap(files::find).flatMap(file -> shown(file, width));
    }

    /** The same for an image of the product's gallery. */
    public Optional<URI> image(ProductId id, FileId image, Optional<Seller> viewer, Optional<Integer> width) {
        return seen(id, viewer)
                .flatMap(_ -> files.find(image))
                .filter(file -> file.product().equals(id) && file.purpose() == FilePurpose.GALLERY)
                .flatMap(file -> shown(file, width));
    }

    private Optional<Product> seen(ProductId id, Optional<Seller> viewer) {
        return viewer.flatMap(seller -> products.find(id, seller))
                .or(() -> products.find(id).filter(product -> product.isForSale(clock.instant())));
    }

    private Optional<URI> shown(ProductFile file, Optional<Integer> width) {
        return file.picture()
                .filter(_ -> file.state() == FileState.READY)
                .map(picture -> store.show(picture, picture.atLeast(width.orElse(Integer.MAX_VALUE))));
    }

    private List<Entry> entries(List<Product> some) {
        Map<ProductId, List<ProductFile>> theirs =
                files.of(some.stream().map(Product::id).toList());
        Map<ProductId, List<Variant>> soldAs =
                variants.of(some.stream().map(Product::id).toList());
        Map<ProductId, List<Part>> contents =
                bundles.of(some.stream().map(Product::id).toList(), clock.instant());
        return some.stream()
                .map(product -> new Entry(
                        product,
                        theirs.getOrDefault(product.id(), List.of()),
                        soldAs.getOrDefault(product.id(), List.of()),
                        contents.getOrDefault(product.id(), List.of())))
                .toList();
    }
}
