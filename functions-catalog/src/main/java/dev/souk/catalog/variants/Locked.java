package dev.souk.catalog.variants;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.Bundles;
import dev.souk.catalog.FilePurpose;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.ProductState;
import dev.souk.catalog.Products;
import dev.souk.catalog.Variant;
import dev.souk.catalog.Variants;
import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A product while its seller changes what it is sold as. It is locked meanwhile. */
record Locked(Product product, List<ProductFile> files, List<Variant> variants, boolean isBundle) {
    /** Of a product that the transaction has locked. */
    static Locked of(Sql tx, ProductId product) {
        return new Locked(
                Products.in(tx).find(product).orElseThrow(),
                ProductFiles.in(tx).of(List.of(product)).getOrDefault(product, List.of()),
                Variants.in(tx).of(product),
                Bundles.in(tx).isBundle(product));
    }

    /** Names the first of some files that is none for buyers. */
    Optional<Refusal> check(List<FileId> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (line(wanted.get(i)).isEmpty()) {
                return Optional.of(new Refusal.UnknownFile(i));
            }
        }
        return Optional.empty();
    }

    /** All of the product when none is named. */
    Optional<Set<FileId>> lines(List<FileId> wanted) {
        Set<FileId> lines = new HashSet<>();
        wanted.forEach(id -> line(id).ifPresent(lines::add));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    private Optional<FileId> line(FileId id) {
        return files.stream()
                .filter(file -> file.id().equals(id) && file.purpose() == FilePurpose.DOWNLOAD)
                .map(file -> file.version().line())
                .findFirst();
    }

    /** Why {@code variant} cannot be for sale like this, if that is so. */
    Optional<Refusal> refusal(Variant variant) {
        Optional<AskingPrice.Fault> fault = variant.price().fault();
        if (fault.isPresent()) {
            return Optional.of(new Refusal.WrongPrice(variant.price(), fault.get()));
        }
        if (!variant.isActive()) {
            return Optional.empty();
        }
        if (isBundle) {
            return Optional.of(new Refusal.Bundle());
        }
        if (variant.price().amount().currency() != product.price().amount().currency()) {
            return Optional.of(
                    new Refusal.OtherCurrency(product.price().amount().currency()));
        }
        if (active(variant) >= Variants.MOST_ACTIVE) {
            return Optional.of(new Refusal.TooMany(Variants.MOST_ACTIVE, true));
        }
        return isPublished() && files.stream().noneMatch(file -> file.isForBuyers() && variant.gives(file))
                ? Optional.of(new Refusal.NothingToDeliver())
                : Optional.empty();
    }

    /** How many others are active. */
    long active(Variant besides) {
        return variants.stream()
                .filter(each -> each.isActive() && !each.id().equals(besides.id()))
                .count();
    }

    boolean isPublished() {
        return product.state() == ProductState.PUBLISHED;
    }
}
