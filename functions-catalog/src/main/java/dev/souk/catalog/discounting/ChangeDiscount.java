package dev.souk.catalog.discounting;

import dev.souk.catalog.Discount;
import dev.souk.catalog.Discount.Limits;
import dev.souk.catalog.Discount.Window;
import dev.souk.catalog.DiscountState;
import dev.souk.catalog.Discounts;
import dev.souk.catalog.discounting.ChangeDiscountOutcome.Changed;
import dev.souk.catalog.discounting.ChangeDiscountOutcome.NeverOpen;
import dev.souk.catalog.discounting.ChangeDiscountOutcome.NoSuchDiscount;
import dev.souk.catalog.discounting.ChangeDiscountOutcome.Stale;
import dev.souk.lambda.member.Seller;
import dev.souk.model.DiscountId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Changes discounts: what they take off and for what stays as it was offered. */
public final class ChangeDiscount {
    private final Discounts discounts;
    private final Clock clock;

    public ChangeDiscount(Discounts discounts, Clock clock) {
        this.discounts = discounts;
        this.clock = clock;
    }

    /** What a discount can be freed of. */
    public enum Bound {
        MAX_USES,
        MAX_USES_PER_BUYER,
        ENDS_AT
    }

    /** What is to be different, and what is to be gone. What is neither stays as it is. */
    public record Patch(
            Optional<DiscountState> state,
            Optional<Integer> maxUses,
            Optional<Integer> maxUsesPerBuyer,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            Set<Bound> gone) {
        public Patch {
            gone = Set.copyOf(gone);
        }

        private <T> Optional<T> changed(Bound bound, Optional<T> to, Optional<T> from) {
            return gone.contains(bound) ? Optional.empty() : to.or(() -> from);
        }
    }

    /** @param version that the editor has read */
    public ChangeDiscountOutcome change(Seller editor, DiscountId id, int version, Patch patch) {
        Optional<Discount> found = discounts.find(id, editor);
        if (found.isEmpty()) {
            return new NoSuchDiscount();
        }
        Discount before = found.get();
        if (before.version() != version) {
            return new Stale();
        }
        Instant now = clock.instant();
        Discount after = patched(before, patch, version, now);
        if (!after.window().isOpenAtAll()) {
            return new NeverOpen();
        }
        return discounts.change(after, editor, now)
                ? new Changed(patched(before, patch, version + 1, now))
                : new Stale();
    }

    private static Discount patched(Discount before, Patch patch, int version, Instant updatedAt) {
        Limits limits = before.limits();
        Window window = before.window();
        return new Discount(
                before.id(),
                before.store(),
                before.owner(),
                before.code(),
                before.reduction(),
                before.product(),
                new Limits(
                        patch.changed(Bound.MAX_USES, patch.maxUses(), limits.uses()),
                        patch.changed(Bound.MAX_USES_PER_BUYER, patch.maxUsesPerBuyer(), limits.usesPerBuyer())),
                new Window(
                        patch.startsAt().orElse(window.startsAt()),
                        patch.changed(Bound.ENDS_AT, patch.endsAt(), window.endsAt())),
                patch.state().orElse(before.state()),
                before.uses(),
                version,
                before.createdAt(),
                updatedAt);
    }
}
