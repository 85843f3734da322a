package dev.souk.catalog.editing;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.Categories;
import dev.souk.catalog.Labels;
import dev.souk.catalog.Listings;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Products;
import dev.souk.catalog.SellerStores;
import dev.souk.catalog.Slug;
import dev.souk.catalog.Slugs;
import dev.souk.catalog.Variant;
import dev.souk.catalog.Variants;
import dev.souk.catalog.editing.EditProductOutcome.Edited;
import dev.souk.catalog.editing.EditProductOutcome.NoSuchCategory;
import dev.souk.catalog.editing.EditProductOutcome.NoSuchProduct;
import dev.souk.catalog.editing.EditProductOutcome.OtherCurrency;
import dev.souk.catalog.editing.EditProductOutcome.OtherImages;
import dev.souk.catalog.editing.EditProductOutcome.SlugTaken;
import dev.souk.catalog.editing.EditProductOutcome.Stale;
import dev.souk.catalog.editing.EditProductOutcome.VariantsInOtherCurrency;
import dev.souk.catalog.editing.EditProductOutcome.WrongPrice;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Edits products, drafts and published ones. */
public final class EditProduct {
    private final Database database;
    private final SellerStores stores;
    private final Clock clock;

    public EditProduct(Database database, SellerStores stores, Clock clock) {
        this.database = database;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * What is to be different. What is empty stays as it is.
     *
     * @param category an empty text takes it away
     * @param images all of the gallery, in their order
     */
    public record Patch(
            Optional<String> title,
            Optional<String> description,
            Optional<Money> price,
            Optional<AskingPrice.Kind> pricing,
            Optional<Money> suggestedPrice,
            Optional<Slug> slug,
            Optional<String> category,
            Optional<List<String>> tags,
            Optional<List<Image>> images) {}

    /** An image of the gallery, and what it shows in words. */
    public record Image(FileId id, Optional<String> alternative) {}

    /** @param version that the editor has read */
    public EditProductOutcome edit(Seller editor, ProductId id, int version, Patch patch) {
        Optional<Product> found = Products.in(database).find(id, editor);
        if (found.isEmpty()) {
            return new NoSuchProduct();
        }
        Product before = found.get();
        if (before.version() != version) {
            return new Stale();
        }
        Optional<Currency> other = patch.price()
                .flatMap(price ->
                        stores.otherThan(price.currency(), before.store().id(), editor));
        if (other.isPresent()) {
            return new OtherCurrency(other.get());
        }
        AskingPrice price = price(before, patch);
        Optional<AskingPrice.Fault> fault = price.fault();
        if (fault.isPresent()) {
            return new WrongPrice(price, fault.get());
        }
        if (patch.category().isPresent()
                && !patch.category().get().isEmpty()
                && Categories.in(database).find(patch.category().get()).isEmpty()) {
            return new NoSuchCategory();
        }
        return database.transaction(tx -> edit(tx, editor, before, patch));
    }

    private EditProductOutcome edit(Sql tx, Seller editor, Product before, Patch patch) {
        Instant now = clock.instant();
        Products products = Products.in(tx);
        // The slug is taken last of what can fail, and only for an edit that is then made.
        if (!products.lock(before.id(), before.version(), editor)) {
            return new Stale();
        }
        Currency currency = before.price().amount().currency();
        if (price(before, patch).amount().currency() != currency
                && Variants.in(tx).of(before.id()).stream().anyMatch(Variant::isActive)) {
            return new VariantsInOtherCurrency(currency);
        }
        if (patch.images().isPresent()
                && !isGallery(ProductFiles.in(tx), before.id(), patch.images().get())) {
            return new OtherImages();
        }
        Optional<Slug> slug = slug(Slugs.in(tx), editor, before, patch);
        if (slug.isEmpty()) {
            return new SlugTaken();
        }
        Product edited = patched(before, patch, slug.get(), before.version(), before.updatedAt());
        if (!products.edit(edited, editor, now)) {
            return new Stale();
        }
        patch.images().ifPresent(images -> place(ProductFiles.in(tx), before.id(), images));
        Listings.in(tx).refresh(before.id());
        return new Edited(patched(before, patch, slug.get(), before.version() + 1, now));
    }

    /** Whether these are all images of the gallery, each once. The product is locked: none comes or goes meanwhile. */
    private static boolean isGallery(ProductFiles files, ProductId product, List<Image> images) {
        List<FileId> wanted = images.stream().map(Image::id).toList();
        List<FileId> there = files.of(List.of(product)).getOrDefault(product, List.of()).stream()
                .filter(ProductFile::isInGallery)
                .map(ProductFile::id)
                .toList();
        return wanted.size() == there.size() && Set.copyOf(there).equals(new HashSet<>(wanted));
    }

    private static void place(ProductFiles files, ProductId product, List<Image> images) {
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            if (!files.place(product, image.id(), i + 1, image.alternative())) {
                throw new IllegalStateException(image.id() + " left a gallery that is locked");
            }
        }
    }

    /** Empty when another product of the store has, or had, the one that is wanted. */
    private static Optional<Slug> slug(Slugs slugs, Seller editor, Product before, Patch patch) {
        Labels labels = before.labels();
        String title = patch.title().orElse(before.title());
        if (patch.slug().isPresent()) {
            Slugs.Taken taken = slugs.take(before.store().id(), patch.slug().get(), before.id(), editor);
            return taken == Slugs.Taken.YES ? patch.slug() : Optional.empty();
        }
        boolean stays = labels.chosenSlug() || title.equals(before.title());
        return labels.slug().isPresent() && stays
                ? labels.slug()
                : slugs.takeFor(title, before.store().id(), before.id(), editor);
    }

    private static AskingPrice price(Product before, Patch patch) {
        return before.price().changed(patch.price(), patch.pricing(), patch.suggestedPrice());
    }

    private static Product patched(Product before, Patch patch, Slug slug, int version, Instant updatedAt) {
        return new Product(
                before.id(),
                before.owner(),
                before.store(),
                patch.title().orElse(before.title()),
                patch.description().orElse(before.description()),
                price(before, patch),
                before.state(),
                labels(before.labels(), patch, slug),
                before.cover(),
                version,
                before.createdAt(),
                updatedAt,
                before.publishedAt(),
                before.onSaleFrom(),
                before.rating(),
                before.inOpenStore());
    }

    private static Labels labels(Labels before, Patch patch, Slug slug) {
        Optional<String> category =
                patch.category().isPresent() ? patch.category().filter(id -> !id.isEmpty()) : before.category();
        return new Labels(
                Optional.of(slug),
                before.chosenSlug() || patch.slug().isPresent(),
                category,
                patch.tags().orElse(before.tags()));
    }
}
