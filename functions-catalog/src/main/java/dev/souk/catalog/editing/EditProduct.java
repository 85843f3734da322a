package dev.souk.catalog.editing;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.Categories;
import dev.souk.catalog.Labels;
import dev.souk.catalog.Listings;
import dev.souk.catalog.Product;
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
import dev.souk.catalog.editing.EditProductOutcome.SlugTaken;
import dev.souk.catalog.editing.EditProductOutcome.Stale;
import dev.souk.catalog.editing.EditProductOutcome.VariantsInOtherCurrency;
import dev.souk.catalog.editing.EditProductOutcome.WrongPrice;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
     */
    public record Patch(
            Optional<String> title,
            Optional<String> description,
            Optional<Money> price,
            Optional<AskingPrice.Kind> pricing,
            Optional<Money> suggestedPrice,
            Optional<Slug> slug,
            Optional<String> category,
            Optional<List<String>> tags) {}

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
        Optional<Slug> slug = slug(Slugs.in(tx), editor, before, patch);
        if (slug.isEmpty()) {
            return new SlugTaken();
        }
        Product edited = patched(before, patch, slug.get(), before.version(), before.updatedAt());
        if (!products.edit(edited, editor, now)) {
            return new Stale();
        }
        Listings.in(tx).refresh(before.id());
        return new Edited(patched(before, patch, slug.get(), before.version() + 1, now));
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
                before.rating());
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
