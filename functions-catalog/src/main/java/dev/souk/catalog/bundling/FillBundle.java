package dev.souk.catalog.bundling;

import dev.souk.catalog.Bundles;
import dev.souk.catalog.Part;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.ProductState;
import dev.souk.catalog.Products;
import dev.souk.catalog.Variant;
import dev.souk.catalog.Variants;
import dev.souk.catalog.bundling.FillBundleOutcome.Fault;
import dev.souk.catalog.bundling.FillBundleOutcome.Filled;
import dev.souk.catalog.bundling.FillBundleOutcome.HasVariants;
import dev.souk.catalog.bundling.FillBundleOutcome.IsPart;
import dev.souk.catalog.bundling.FillBundleOutcome.NoSuchProduct;
import dev.souk.catalog.bundling.FillBundleOutcome.NothingLeft;
import dev.souk.catalog.bundling.FillBundleOutcome.Stale;
import dev.souk.catalog.bundling.FillBundleOutcome.WrongPart;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has a product give other products of its store, at its own price. Who has bought it keeps what it gave. */
public final class FillBundle {
    private final Database database;
    private final Clock clock;

    public FillBundle(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param version that the editor has read
     * @param parts each product once; none makes a product like any other of it
     */
    public FillBundleOutcome fill(Seller editor, ProductId id, int version, List<Part.Wish> parts) {
        return database.transaction(tx -> {
            List<ProductId> all = new ArrayList<>(List.of(id));
            parts.forEach(part -> all.add(part.product()));
            // The parts too: none of them becomes a bundle meanwhile, nor loses a variant.
            Bundles.in(tx).lock(all);
            Optional<Product> found = Products.in(tx).find(id, editor);
            if (found.isEmpty()) {
                return new NoSuchProduct();
            }
            return found.get().version() == version ? fill(tx, found.get(), parts) : new Stale();
        });
    }

    private FillBundleOutcome fill(Sql tx, Product product, List<Part.Wish> parts) {
        Bundles bundles = Bundles.in(tx);
        if (!parts.isEmpty() && isInVariants(tx, product.id())) {
            return new HasVariants();
        }
        if (!parts.isEmpty() && bundles.isPart(product.id())) {
            return new IsPart();
        }
        if (parts.isEmpty() && product.state() == ProductState.PUBLISHED && !hasFiles(tx, product.id())) {
            return new NothingLeft();
        }
        for (int i = 0; i < parts.size(); i++) {
            Optional<Fault> fault = fault(tx, product, parts.get(i));
            if (fault.isPresent()) {
                return new WrongPart(i, fault.get());
            }
        }
        bundles.replace(product.id(), parts);
        Variants.in(tx).touch(product.id(), clock.instant());
        return new Filled(Products.in(tx).find(product.id()).orElseThrow());
    }

    private static Optional<Fault> fault(Sql tx, Product bundle, Part.Wish part) {
        Optional<Product> product = Products.in(tx)
                .find(part.product())
                .filter(each -> each.store().id().equals(bundle.store().id()));
        if (product.isEmpty()) {
            return Optional.of(Fault.UNKNOWN);
        }
        if (part.product().equals(bundle.id()) || Bundles.in(tx).isBundle(part.product())) {
            return Optional.of(Fault.BUNDLE);
        }
        if (part.variant().isEmpty()) {
            return isInVariants(tx, part.product()) ? Optional.of(Fault.VARIANT_REQUIRED) : Optional.empty();
        }
        return Variants.in(tx)
                        .find(part.product(), part.variant().get())
                        .filter(Variant::isActive)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Fault.UNKNOWN_VARIANT);
    }

    private static boolean isInVariants(Sql tx, ProductId product) {
        return Variants.in(tx).of(product).stream().anyMatch(Variant::isActive);
    }

    private static boolean hasFiles(Sql tx, ProductId product) {
        return ProductFiles.in(tx).of(List.of(product)).getOrDefault(product, List.of()).stream()
                .anyMatch(ProductFile::isForBuyers);
    }
}
