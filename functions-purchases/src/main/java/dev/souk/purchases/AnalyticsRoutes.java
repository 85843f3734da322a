package dev.souk.purchases;

import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Page;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.QueryFilters;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.http.Router;
import dev.souk.model.Currency;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.purchases.analytics.Analytics;
import dev.souk.purchases.analytics.Days;
import dev.souk.purchases.analytics.Figures;
import dev.souk.purchases.analytics.Views;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The operations about how it goes with a store, and the one by which pages say that they were looked at. */
final class AnalyticsRoutes {
    private static final int WEIGHT = 1_000;
    /** A year and a day: the same day of the year before is in it. */
    private static final int MOST_DAYS = 367;
    /** What is told when nothing is asked for: today and so many days before. */
    private static final int DAYS_BEFORE = 29;

    // Few calls are about these: whoever starts cold for an order need not load them.
    private final Lazy<Analytics> analytics;
    private final Lazy<Views> views;
    private final StoreRoutes stores;
    private final Cursors cursors;
    private final Clock clock;

    AnalyticsRoutes(PurchasesRuntime runtime) {
        this.analytics = new Lazy<>(runtime::analytics);
        this.views = new Lazy<>(runtime::views);
        this.stores = runtime.storeRoutes();
        this.cursors = runtime.cursors();
        this.clock = runtime.clock();
    }

    Router.Builder addTo(Router.Builder router) {
        return router.on("getAnalytics", this::getAnalytics).on("countView", this::countView);
    }

    private enum Group {
        DAY,
        PRODUCT;

        static Optional<Group> parse(String text) {
            return Stream.of(values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst();
        }
    }

    /** {@code CurrencyFigures} in the contract. Sums of many payments: more than {@code Money} holds, and below zero too. */
    private record MoneyView(Currency currency, long revenue, long refunded, long net) {}

    /** {@code Figures} in the contract. */
    private record FiguresView(
            long views, long sales, long refundedSales, Optional<Long> conversionBasisPoints, List<MoneyView> money) {
        static FiguresView of(Figures figures) {
            OptionalLong conversion = figures.conversion();
            return new FiguresView(
                    figures.views(),
                    figures.sales(),
                    figures.refundedSales(),
                    conversion.isPresent() ? Optional.of(conversion.getAsLong()) : Optional.empty(),
                    figures.money().entrySet().stream()
                            .map(each -> new MoneyView(
                                    each.getKey(),
                                    each.getValue().revenue(),
                                    each.getValue().refunded(),
                                    each.getValue().net()))
                            .toList());
        }
    }

    private record ItemView(Optional<String> day, Optional<ProductId> productId, FiguresView figures) {
        static ItemView of(Analytics.OfDay day) {
            return new ItemView(Optional.of(day.day().toString()), Optional.empty(), FiguresView.of(day.figures()));
        }

        static ItemView of(Analytics.OfProduct product) {
            return new ItemView(Optional.empty(), Optional.of(product.product()), FiguresView.of(product.figures()));
        }
    }

    private record AnalyticsView(
            String from,
            String to,
            FiguresView total,
            List<String> daysBeingCorrected,
            List<ItemView> items,
            Optional<String> nextCursor) {}

    private HttpResponse getAnalytics(HttpRequest request) {
        StoreId store = stores.of(request).id();
        int limit = Cursors.limit(request);
        Days days = days(request);
        Group group = QueryFilters.find(request, "group", "be day or product", Group::parse)
                .orElse(Group.DAY);
        Optional<ProductId> product =
                QueryFilters.find(request, "product", "be the id of a product, prd_…", ProductId::parse);
        String list = "analytics " + store.text() + " " + group + " " + days.from() + " " + days.to() + " "
                + product.map(ProductId::text).orElse("");
        // Before the sums: a day that is corrected in between is then said to be, and is right.
        List<String> marked = analytics.get().marked(store, days).stream()
                .map(LocalDate::toString)
                .toList();
        Optional<String> after = cursors.read(request, list);
        Page<ItemView> page = switch (group) {
            case DAY -> days(store, days, product, after, limit, list);
            case PRODUCT -> products(store, days, product, after, limit, list);
        };
        return page.response(
                request,
                new AnalyticsView(
                        days.from().toString(),
                        days.to().toString(),
                        FiguresView.of(analytics.get().total(store, days, product)),
                        marked,
                        page.items(),
                        page.nextCursor()));
    }

    private Page<ItemView> days(
            StoreId store, Days days, Optional<ProductId> product, Optional<String> after, int limit, String list) {
        Page<Analytics.OfDay> page = Page.of(
                analytics.get().byDay(store, days, product, after.flatMap(AnalyticsRoutes::day), limit + 1),
                limit,
                _ -> WEIGHT,
                last -> cursors.write(list, last.day().toString()));
        return new Page<>(page.items().stream().map(ItemView::of).toList(), page.nextCursor());
    }

    private Page<ItemView> products(
            StoreId store, Days days, Optional<ProductId> product, Optional<String> after, int limit, String list) {
        Page<Analytics.OfProduct> page = Page.of(
                analytics.get().byProduct(store, days, product, after.flatMap(Analytics.Place::parse), limit + 1),
                limit,
                _ -> WEIGHT,
                last -> cursors.write(list, last.place().text()));
        return new Page<>(page.items().stream().map(ItemView::of).toList(), page.nextCursor());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Days days(HttpRequest request) {
        LocalDate to = QueryFilters.day(request, "to").orElse(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        LocalDate from = QueryFilters.day(request, "from").orElse(to.minusDays(DAYS_BEFORE));
        if (from.isAfter(to)) {
            throw new Refused(Problem.field(400, "invalid_parameter", "from", "must not be after to"));
        }
        Days days = new Days(from, to);
        if (days.count() > MOST_DAYS) {
            throw new Refused(Problem.field(
                    400, "out_of_range", "from", "must be at most " + (MOST_DAYS - 1) + " days before to"));
        }
        return days;
    }

    private HttpResponse countView(HttpRequest request) {
        ProductId product = request.pathId("product_id", "product", ProductId::parse);
        if (!views.get().count(product, request.sourceIp(), request.header("User-Agent"))) {
            throw new Refused(Problem.notFound("product"));
        }
        return HttpResponse.empty();
    }
}
