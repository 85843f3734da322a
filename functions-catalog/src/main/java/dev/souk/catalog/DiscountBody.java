package dev.souk.catalog;

import dev.souk.catalog.discounting.ChangeDiscount;
import dev.souk.catalog.discounting.ChangeDiscount.Bound;
import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.Fields.MoneyBody;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said of a discount when it is offered or changed. */
final class DiscountBody {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{3,40}");
    private static final int MOST_USES = 1_000_000;
    /** What is wrong with an end before the start. */
    static final String BEFORE_START = "must be later than the discount starts";

    private DiscountBody() {}

    private record Draft(
            @Nullable String code,
            @Nullable Long percentBasisPoints,
            @Nullable MoneyBody amountOff,
            @Nullable String productId,
            @Nullable Long maxUses,
            @Nullable Long maxUsesPerBuyer,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    private record Patch(
            @Nullable String state,
            @Nullable Long maxUses,
            @Nullable Long maxUsesPerBuyer,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable List<String> remove) {
        boolean saysNothing() {
            return state == null
                    && maxUses == null
                    && maxUsesPerBuyer == null
                    && startsAt == null
                    && endsAt == null
                    && (remove == null || remove.isEmpty());
        }
    }

    /**
     * Ends the request with 422 naming every field that is wrong.
     *
     * @param now when it starts unless something else is said
     */
    static Discounts.Draft draft(HttpRequest request, Instant now) {
        Draft body = request.json(Draft.class);
        Fields fields = new Fields();
        Optional<String> code = fields.require(
                "code",
                body.code,
                "have 3 to 40 characters, of which each is A to Z, 0 to 9, - or _",
                DiscountBody::code);
        Reduction reduction = reduction(fields, body);
        Optional<ProductId> product =
                fields.find("product_id", body.productId, "be the id of a product, prd_…", ProductId::parse);
        Discount.Limits limits = new Discount.Limits(
                uses(fields, "max_uses", body.maxUses), uses(fields, "max_uses_per_buyer", body.maxUsesPerBuyer));
        Discount.Window window = new Discount.Window(
                fields.findTime("starts_at", body.startsAt).orElse(now), fields.findTime("ends_at", body.endsAt));
        if (!window.isOpenAtAll()) {
            fields.wrong("ends_at", "before_start", BEFORE_START);
        }
        fields.check();
        return new Discounts.Draft(code.orElseThrow(), reduction, product, limits, window);
    }

    /** The same for a change, which has to say at least something. */
    static ChangeDiscount.Patch patch(HttpRequest request) {
        Patch body = request.json(Patch.class);
        Fields fields = new Fields();
        if (body.saysNothing()) {
            fields.wrong("", "required", "must name at least one field to change");
        }
        ChangeDiscount.Patch patch = new ChangeDiscount.Patch(
                fields.find("state", body.state, "be active or disabled", DiscountState::parse),
                uses(fields, "max_uses", body.maxUses),
                uses(fields, "max_uses_per_buyer", body.maxUsesPerBuyer),
                fields.findTime("starts_at", body.startsAt),
                fields.findTime("ends_at", body.endsAt),
                gone(fields, body));
        fields.check();
        return patch;
    }

    private static Optional<String> code(String text) {
        return CODE.matcher(text).matches() ? Optional.of(text.toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    private static Reduction reduction(Fields fields, Draft body) {
        if ((body.percentBasisPoints == null) == (body.amountOff == null)) {
            fields.wrong("", "one_of", "must have either percent_basis_points or amount_off");
        }
        if (body.percentBasisPoints != null) {
            return new Reduction.Share(
                    (int) fields.number("percent_basis_points", body.percentBasisPoints, 1, Money.WHOLE));
        }
        if (body.amountOff == null) {
            return new Reduction.Share(1);
        }
        Money off = fields.money("amount_off", body.amountOff);
        if (Long.valueOf(0).equals(body.amountOff.amount())) {
            fields.wrong("amount_off.amount", "below_minimum", "must be more than 0");
        }
        return new Reduction.Amount(off);
    }

    private static Optional<Integer> uses(Fields fields, String field, @Nullable Long value) {
        return value == null ? Optional.empty() : Optional.of((int) fields.number(field, value, 1, MOST_USES));
    }

    private static Set<Bound> gone(Fields fields, Patch body) {
        Set<Bound> gone = EnumSet.noneOf(Bound.class);
        List<String> names = body.remove == null ? List.of() : body.remove;
        for (int i = 0; i < names.size(); i++) {
            String field = "remove[" + i + "]";
            fields.find(field, names.get(i), "be max_uses, max_uses_per_buyer or ends_at", DiscountBody::bound)
                    .ifPresent(bound -> {
                        if (given(body, bound) != null) {
                            fields.wrong(field, "given", "must not be a field that the same request gives a value");
                        }
                        gone.add(bound);
                    });
        }
        return gone;
    }

    private static Optional<Bound> bound(String name) {
        return Arrays.stream(Bound.values())
                .filter(bound -> bound.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private static @Nullable Object given(Patch body, Bound bound) {
        return switch (bound) {
            case MAX_USES -> body.maxUses;
            case MAX_USES_PER_BUYER -> body.maxUsesPerBuyer;
            case ENDS_AT -> body.endsAt;
        };
    }
}
