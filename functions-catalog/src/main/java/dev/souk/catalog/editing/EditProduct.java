package dev.souk.catalog.editing;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.Product;
import dev.souk.catalog.Products;
import dev.souk.catalog.SellerStores;
import dev.souk.catalog.editing.EditProductOutcome.Edited;
import dev.souk.catalog.editing.EditProductOutcome.NoSuchProduct;
import dev.souk.catalog.editing.EditProductOutcome.OtherCurrency;
import dev.souk.catalog.editing.EditProductOutcome.Stale;
import dev.souk.catalog.editing.EditProductOutcome.WrongPrice;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Edits products, drafts and published ones. */
public final class EditProduct {
    private final Products products;
    private final SellerStores stores;
    private final Clock clock;

    public EditProduct(Products products, SellerStores stores, Clock clock) {
        this.products = products;
        this.stores = stores;
        this.clock = clock;
    }

    /** What is to be different. What is empty stays as it is. */
    public record Patch(
            Optional<String> title,
            Optional<String> description,
            Optional<Money> price,
            Optional<AskingPrice.Kind> pricing,
            Optional<Money> suggestedPrice) {}

    /** @param version that the editor has read */
    public EditProductOutcome edit(Seller editor, ProductId id, int version, Patch patch) {
        Optional<Product> found = products.find(id, editor);
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
        Instant now = clock.instant();
        Product edited = patched(before, patch, before.version(), before.updatedAt());
        if (!products.edit(edited, editor, now)) {
            return new Stale();
        }
        return new Edited(patched(before, patch, version + 1, now));
    }

    private static AskingPrice price(Product before, Patch patch) {
        return before.price().changed(patch.price(), patch.pricing(), patch.suggestedPrice());
    }

    private static Product patched(Product before, Patch patch, int version, Instant updatedAt) {
        return new Product(
                before.id(),
                before.owner(),
                before.store(),
                patch.title().orElse(before.title()),
                patch.description().orElse(before.description()),
                price(before, patch),
                before.state(),
                before.cover(),
                version,
                before.createdAt(),
                updatedAt,
                before.publishedAt(),
                before.onSaleFrom(),
                before.rating());
    }
}
