package dev.souk.catalog.variants;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Variant;
import dev.souk.catalog.VariantState;
import dev.souk.catalog.Variants;
import dev.souk.catalog.variants.ChangeVariantOutcome.Changed;
import dev.souk.catalog.variants.ChangeVariantOutcome.LastOne;
import dev.souk.catalog.variants.ChangeVariantOutcome.NoSuchVariant;
import dev.souk.catalog.variants.ChangeVariantOutcome.Not;
import dev.souk.catalog.variants.ChangeVariantOutcome.Stale;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes variants, retires them and brings them back. Who has bought one keeps every file that it gave. */
public final class ChangeVariant {
    private final Database database;
    private final Clock clock;

    public ChangeVariant(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is to be different. What is empty stays as it is.
     *
     * @param files none: it gives all again
     */
    public record Patch(
            Optional<String> name,
            Optional<String> description,
            Optional<Money> price,
            Optional<AskingPrice.Kind> pricing,
            Optional<Money> suggestedPrice,
            Optional<Integer> position,
            Optional<Set<FileId>> files,
            Optional<VariantState> state) {}

    /** @param version that the editor has read */
    public ChangeVariantOutcome change(Seller editor, ProductId product, VariantId id, int version, Patch patch) {
        return database.transaction(tx -> ProductFiles.in(tx).lock(product, editor)
                ? change(tx, Locked.of(tx, product), id, version, patch)
                : new NoSuchVariant());
    }

    private ChangeVariantOutcome change(Sql tx, Locked product, VariantId id, int version, Patch patch) {
        Optional<Variant> found =
                product.variants().stream().filter(each -> each.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return new NoSuchVariant();
        }
        Variant before = found.get();
        if (before.version() != version) {
            return new Stale();
        }
        Optional<Refusal> unknown = product.check(List.copyOf(patch.files().orElse(Set.of())));
        if (unknown.isPresent()) {
            return new Not(unknown.get());
        }
        Instant now = clock.instant();
        Variant after = patched(product, before, patch, now);
        Optional<Refusal> refusal = product.refusal(after);
        if (refusal.isPresent()) {
            return new Not(refusal.get());
        }
        if (before.isActive() && !after.isActive() && product.isPublished() && product.active(before) == 0) {
            return new LastOne();
        }
        Variants.in(tx).change(before, after, product.files(), now);
        Variants.in(tx).touch(product.product().id(), now);
        return new Changed(after);
    }

    private static Variant patched(Locked product, Variant before, Patch patch, Instant now) {
        return new Variant(
                before.id(),
                before.product(),
                patch.name().orElse(before.name()),
                patch.description().orElse(before.description()),
                before.price().changed(patch.price(), patch.pricing(), patch.suggestedPrice()),
                patch.position().orElse(before.position()),
                patch.state().orElse(before.state()),
                patch.files().isPresent()
                        ? product.lines(List.copyOf(patch.files().get()))
                        : before.lines(),
                before.version() + 1,
                before.createdAt(),
                now);
    }
}
