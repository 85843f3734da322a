package dev.souk.purchases.analytics;

import dev.souk.lambda.db.Database;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Says how it goes with a store. */
public final class Analytics {
    private static final Comparator<OfProduct> ORDER = Comparator.comparing(OfProduct::place);

    private final Database database;

    public Analytics(Database database) {
        this.database = database;
    }

    public record OfDay(LocalDate day, Figures figures) {}

    public record OfProduct(ProductId product, Figures figures) {
        /** Where it stands among others. */
        public Place place() {
            return new Place(figures.sales(), figures.views(), product.value());
        }
    }

    /** Where in a list of products one stands: first what was sold most, of that what was looked at most. */
    public record Place(long sales, long views, UUID product) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::sales)
                .thenComparingLong(Place::views)
                .reversed()
                .thenComparing(Place::product);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        /** What a cursor keeps. */
        public String text() {
            return sales + "." + views + "." + product;
        }

        public static Optional<Place> parse(String text) {
            String[] parts = text.split("\\.", 3);
            try {
                return parts.length == 3
                        ? Optional.of(new Place(
                                Long.parseLong(parts[0]), Long.parseLong(parts[1]), UUID.fromString(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** All of the days together. */
    public Figures total(StoreId store, Days days, Optional<ProductId> product) {
        return DaySums.in(database).total(store, days, product);
    }

    /** Those of the days whose sums are about to be corrected. */
    public List<LocalDate> marked(StoreId store, Days days) {
        return DaySums.in(database).marked(store, days);
    }

    /** The first of the days, every one of them, in order: those behind {@code after}, at most {@code most}. */
    public List<OfDay> byDay(
            StoreId store, Days days, Optional<ProductId> product, Optional<LocalDate> after, int most) {
        if (after.isPresent() && !after.get().isBefore(days.to())) {
            return List.of();
        }
        Days page = after.map(days::behind).orElse(days).first(most);
        Map<LocalDate, Figures> known = DaySums.in(database).byDay(store, page, product);
        return page.from()
                .datesUntil(page.to().plusDays(1))
                .map(day -> new OfDay(day, known.getOrDefault(day, Figures.NONE)))
                .toList();
    }

    /** What was sold or looked at, best first: products behind {@code after}, at most {@code most}. */
    public List<OfProduct> byProduct(
            StoreId store, Days days, Optional<ProductId> product, Optional<Place> after, int most) {
        return DaySums.in(database).byProduct(store, days, product).entrySet().stream()
                .map(entry -> new OfProduct(entry.getKey(), entry.getValue()))
                .filter(each -> after.isEmpty() || each.place().compareTo(after.get()) > 0)
                .sorted(ORDER)
                .limit(most)
                .toList();
    }
}
