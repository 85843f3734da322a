package dev.souk.catalog.variants;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Variant;
import dev.souk.catalog.VariantState;
import dev.souk.catalog.Variants;
import dev.souk.catalog.variants.OfferVariantOutcome.NoSuchProduct;
import dev.souk.catalog.variants.OfferVariantOutcome.Not;
import dev.souk.catalog.variants.OfferVariantOutcome.Offered;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Offers a product as something more. From the first variant on it is bought by one of them. */
public final class OfferVariant {
    private final Database database;
    private final Clock clock;

    public OfferVariant(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a seller says of a variant.
     *
     * @param position behind the others, if it is not said
     * @param files any version of each that it gives; all, if none is named
     */
    public record Draft(
            String name,
            String description,
            AskingPrice price,
            Optional<Integer> position,
            Optional<Set<FileId>> files) {}

    /** Offers the variant {@code id}; one that stands already is as it stands. */
    public OfferVariantOutcome offer(VariantId id, Seller seller, ProductId product, Draft draft) {
        return database.transaction(tx -> ProductFiles.in(tx).lock(product, seller)
                ? offer(tx, id, Locked.of(tx, product), draft)
                : new NoSuchProduct());
    }

    private OfferVariantOutcome offer(Sql tx, VariantId id, Locked product, Draft draft) {
        Variants variants = Variants.in(tx);
        Optional<Variant> again =
                product.variants().stream().filter(each -> each.id().equals(id)).findFirst();
        if (again.isPresent()) {
            return new Offered(again.get());
        }
        if (product.variants().size() >= Variants.MOST) {
            return new Not(new Refusal.TooMany(Variants.MOST, false));
        }
        List<FileId> files = List.copyOf(draft.files().orElse(Set.of()));
        Optional<Refusal> unknown = product.check(files);
        if (unknown.isPresent()) {
            return new Not(unknown.get());
        }
        Instant now = clock.instant();
        Variant variant = new Variant(
                id,
                product.product().id(),
                draft.name(),
                draft.description(),
                draft.price(),
                draft.position().orElseGet(() -> behind(product.variants())),
                VariantState.ACTIVE,
                product.lines(files),
                1,
                now,
                now);
        Optional<Refusal> refusal = product.refusal(variant);
        if (refusal.isPresent()) {
            return new Not(refusal.get());
        }
        variants.add(variant);
        variants.touch(product.product().id(), now);
        return new Offered(variant);
    }

    private static int behind(List<Variant> others) {
        int last = others.stream().mapToInt(Variant::position).max().orElse(0);
        return Math.min(last + 1, Variants.MOST);
    }
}
