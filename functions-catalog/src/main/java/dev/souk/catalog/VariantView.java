package dev.souk.catalog;

import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.VariantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A variant: the contract's {@code Variant} for everybody, {@code OwnVariant} for the members of its store. */
record VariantView(
        VariantId id,
        String name,
        String description,
        Money price,
        String pricing,
        Optional<Money> suggestedPrice,
        Optional<List<FileView>> files,
        Optional<Integer> position,
        Optional<String> state,
        Optional<List<FileId>> fileIds,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {

    static VariantView forOwner(Variant variant) {
        return new VariantView(
                variant.id(),
                variant.name(),
                variant.description(),
                variant.price().amount(),
                variant.price().kind().text(),
                variant.price().suggested(),
                Optional.empty(),
                Optional.of(variant.position()),
                Optional.of(variant.state().text()),
                variant.lines()
                        .map(lines -> lines.stream()
                                .sorted(Comparator.comparing(FileId::text))
                                .toList()),
                Optional.of(variant.createdAt()),
                Optional.of(variant.updatedAt()));
    }

    /** @param offered what buyers of the product get */
    static VariantView forEverybody(Variant variant, List<ProductFile> offered) {
        return new VariantView(
                variant.id(),
                variant.name(),
                variant.description(),
                variant.price().amount(),
                variant.price().kind().text(),
                variant.price().suggested(),
                variant.lines()
                        .map(_ -> offered.stream()
                                .filter(variant::gives)
                                .map(FileView::forEverybody)
                                .toList()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** About how many characters it has. */
    int weight() {
        return 500
                + description.length()
                + 40 * fileIds.map(List::size).orElse(0)
                + 300 * files.map(List::size).orElse(0);
    }
}
