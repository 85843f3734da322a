package dev.souk.purchases.analytics;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.ManySales;
import dev.souk.purchases.Market;
import dev.souk.purchases.Plans;
import dev.souk.purchases.PurchasesSweeperHandler;
import dev.souk.purchases.SalesRollUpHandler;
import dev.souk.purchases.Till;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.FakeContext;
import dev.souk.test.RealServices;
import dev.souk.test.TestStorage;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnalyticsTest {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static Market market;
    private static Till till;
    private static int stalls;

    /** A store of its own for each test. */
    private String slug = "";

    private StoreId store = new StoreId(new UUID(0, 0));
    private ProductId one = new ProductId(new UUID(0, 0));
    private ProductId other = new ProductId(new UUID(0, 0));

    @BeforeAll
    static void open() {
        market = new Market();
        market.variables.put("OIDC_ISSUER", ISSUER.issuer().toString());
        market.variables.put("OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE);
        market.variables.putAll(TestStorage.variables());
        till = new Till(market);
    }

    @AfterAll
    static void close() {
        till.close();
    }

    @BeforeEach
    void openStall() {
        slug = "stall-" + ++stalls;
        UserId seller = UserId.of(ISSUER.issuer().toString(), slug);
        store = market.anotherStore(slug, seller);
        market.database.update("UPDATE stores SET platform_fee_basis_points = 1000 WHERE id = ?", store);
        one = market.aProduct(store, seller, "One", new Money(1000, Currency.USD));
        other = market.aProduct(store, seller, "Other", new Money(500, Currency.USD));
        // A few hours into a day, so that what a test does in some minutes is of that day.
        Instant now = till.clock.instant();
        Instant next = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        till.clock.advance(Duration.between(now, next).plusHours(3));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(till.clock.instant(), ZoneOffset.UTC);
    }

    private static OrderId bought(ProductId... products) {
        OrderId order = till.order(products);
        till.pay(order);
        assertThat(till.deliver()).isEmpty();
        return order;
    }

    private static void refunded(OrderId order, long amount) {
        till.stripe.money().refundFromDashboard(till.intent(order), amount);
        assertThat(till.deliver()).isEmpty();
    }

    private static void addUp() {
        new SalesRollUpHandler(Environment.of(market.variables), Log.of("sales-roll-up"))
                .handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new FakeContext());
    }

    private void looked(ProductId product, int times) {
        Views views = new Views(market.database, till.clock);
        for (int i = 0; i < times; i++) {
            assertThat(views.count(product, Optional.of("203.0.113." + i), Optional.of(BROWSER)))
                    .isTrue();
        }
    }

    private ApiRequest asked(String... query) {
        ApiRequest request = request("GET", "/v1/stores/{store}/analytics")
                .path("store", slug)
                .bearer(ISSUER.token(claims -> claims.subject(slug)
                        .expirationTime(Date.from(till.clock.instant().plus(Duration.ofHours(1))))));
        for (int i = 0; i < query.length; i += 2) {
            request.query(query[i], query[i + 1]);
        }
        return request;
    }

    private JsonNode told(String... query) {
        ApiAnswer answer = asked(query).to(till.api);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonNode> items(JsonNode told) {
        return StreamSupport.stream(told.path("items").spliterator(), false).toList();
    }

    private JsonNode of(LocalDate day) {
        return told("from", day.toString(), "to", day.toString()).path("total");
    }

    /** {@code views, sales, refunded_sales: USD revenue, refunded, net}. */
    private static String brief(JsonNode figures) {
        StringBuilder text = new StringBuilder(figures.path("views").asLong() + " "
                + figures.path("sales").asLong() + " "
                + figures.path("refunded_sales").asLong());
        for (JsonNode money : figures.path("money")) {
            text.append(" ").append(money.path("currency").asString());
            for (String name : List.of("revenue", "refunded", "net")) {
                text.append(" ").append(money.path(name).asLong());
            }
        }
        return text.toString();
    }

    @Test
    void what_was_looked_at_and_sold_is_told_by_day_and_by_product() {
        LocalDate first = today();
        looked(one, 3);
        looked(other, 1);
        bought(one, other);
        till.clock.advance(Duration.ofDays(2));
        looked(one, 1);
        bought(one);
        addUp();

        JsonNode byDay = told();
        assertThat(byDay.path("from").asString())
                .isEqualTo(first.plusDays(2).minusDays(29).toString());
        assertThat(items(byDay)).hasSize(20);
        assertThat(byDay.path("days_being_corrected")).isEmpty();
        byDay = told("from", first.toString(), "to", first.plusDays(2).toString());
        assertThat(brief(byDay.path("total"))).isEqualTo("5 3 0 USD 2500 0 2250");
        assertThat(byDay.path("total").path("conversion_basis_points").asLong()).isEqualTo(6000);
        assertThat(items(byDay).stream()
                        .map(day -> day.path("day").asString() + ": " + brief(day.path("figures")))
                        .toList())
                .containsExactly(
                        first + ": 4 2 0 USD 1500 0 1350",
                        first.plusDays(1) + ": 0 0 0",
                        first.plusDays(2) + ": 1 1 0 USD 1000 0 900");
        assertThat(items(byDay).get(1).path("figures").has("conversion_basis_points"))
                .as("there is no ratio to no views")
                .isFalse();

        JsonNode byProduct = told("from", first.toString(), "group", "product");
        assertThat(items(byProduct).stream()
                        .map(each -> each.path("product_id").asString() + ": " + brief(each.path("figures")))
                        .toList())
                .containsExactly(one.text() + ": 4 2 0 USD 2000 0 1800", other.text() + ": 1 1 0 USD 500 0 450");
        assertThat(brief(told("from", first.toString(), "product", other.text()).path("total")))
                .isEqualTo("1 1 0 USD 500 0 450");
    }

    @Test
    void a_refund_and_a_lost_dispute_of_later_days_correct_the_day_of_the_sale() {
        LocalDate day = today();
        OrderId first = bought(one);
        OrderId second = bought(one);
        bought(one);
        addUp();
        assertThat(brief(of(day))).isEqualTo("0 3 0 USD 3000 0 2700");
        till.clock.advance(Duration.ofDays(3));
        refunded(first, 400);
        assertThat(told("from", day.toString()).path("days_being_corrected").toString())
                .as("it is said before it is done")
                .isEqualTo("[\"" + day + "\"]");
        addUp();
        assertThat(brief(of(day))).isEqualTo("0 3 1 USD 3000 400 2340");
        till.clock.advance(Duration.ofDays(3));
        String dispute = till.stripe.money().openDispute(till.intent(second), null, "fraudulent");
        till.deliver();
        addUp();
        assertThat(brief(of(day)))
                .as("a bank that has not decided has taken nothing")
                .isEqualTo("0 3 1 USD 3000 400 2340");
        till.stripe.money().decideDispute(dispute, false);
        till.deliver();
        addUp();
        assertThat(brief(of(day))).isEqualTo("0 3 2 USD 3000 1400 1440");
        assertThat(brief(of(today()))).as("the day on which it was heard of").isEqualTo("0 0 0");
        assertThat(told("from", day.toString()).path("days_being_corrected")).isEmpty();
    }

    @Test
    void a_sale_that_is_written_down_later_is_of_the_day_on_which_it_was_paid() {
        LocalDate day = today();
        OrderId order = bought(one);
        market.database.update("DELETE FROM sales WHERE order_id = ?", order);
        addUp();
        assertThat(brief(of(day))).isEqualTo("0 0 0");
        till.clock.advance(Duration.ofDays(1));
        new PurchasesSweeperHandler(Environment.of(market.variables), till.clock, Log.of("sweeper"))
                .handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new FakeContext());
        addUp();
        assertThat(brief(of(day))).isEqualTo("0 1 0 USD 1000 0 900");
    }

    @Test
    void currencies_are_not_added() {
        ProductId book = market.aProduct(
                store, UserId.of(ISSUER.issuer().toString(), slug), "Buch", new Money(2000, Currency.EUR));
        bought(one);
        bought(book);
        addUp();
        assertThat(brief(of(today()))).isEqualTo("0 2 0 USD 1000 0 900 EUR 2000 0 1800");
    }

    @Test
    void marks_twice_over_and_workers_at_once_change_nothing() {
        LocalDate day = today();
        for (int i = 0; i < 3; i++) {
            bought(one);
            till.clock.advance(Duration.ofDays(1));
        }
        for (int i = 0; i < 30; i++) {
            market.database.update(
                    "INSERT INTO sales_marks (id, store_id, day) VALUES (?, ?, ?)",
                    UUID.randomUUID(),
                    store,
                    day.plusDays(i % 4).toString());
        }
        AtOnce.by(4, _ -> new RollUp(market.database).run(() -> true));
        addUp();
        assertThat(market.count("sales_marks")).isZero();
        assertThat(brief(told("from", day.toString()).path("total"))).isEqualTo("0 3 0 USD 3000 0 2700");
    }

    /** Sales, refunds and disputes by lot, added up at any moment, come to what a count of what was bought and given back says. */
    @Test
    void whatever_happens_in_whatever_order_the_sums_are_what_a_count_from_the_purchases_says() {
        long seed = 7;
        Random lot = new Random(seed);
        LocalDate from = today();
        List<OrderId> orders = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            switch (orders.isEmpty() ? 0 : lot.nextInt(6)) {
                case 0, 1 ->
                    orders.add(lot.nextBoolean() ? bought(one, other) : bought(lot.nextBoolean() ? one : other));
                case 2 -> {
                    OrderId order = orders.get(lot.nextInt(orders.size()));
                    long left = till.find(order).total().amount() - till.refundedAtStripe(order);
                    if (left > 0) {
                        till.stripe.money().refundFromDashboard(till.intent(order), 1 + lot.nextLong(left));
                    }
                }
                case 3 -> till.clock.advance(Duration.ofHours(12 + lot.nextInt(36)));
                case 4 -> till.deliver();
                default -> new RollUp(market.database).run(() -> true);
            }
        }
        till.deliver();
        addUp();

        Map<String, long[]> counted = new TreeMap<>();
        market.database.query(
                """
                SELECT p.product_id, CAST(DATE(o.paid_at) AS CHAR) AS day, l.paid_amount, l.tax_amount, l.fee_amount,
                       (SELECT COUNT(*) FROM refunds r JOIN refund_lines b ON b.refund_id = r.id
                        WHERE r.order_id = o.id AND r.state = 'made' AND b.position = l.position AND b.amount > 0) AS backs,
                       (SELECT CAST(COALESCE(SUM(b.amount), 0) AS SIGNED) FROM refunds r JOIN refund_lines b ON b.refund_id = r.id
                        WHERE r.order_id = o.id AND r.state = 'made' AND b.position = l.position) AS back,
                       (SELECT CAST(COALESCE(SUM(b.tax_amount + b.fee_amount), 0) AS SIGNED)
                        FROM refunds r JOIN refund_lines b ON b.refund_id = r.id
                        WHERE r.order_id = o.id AND r.state = 'made' AND b.position = l.position) AS back_not_theirs
                FROM purchases p JOIN orders o ON o.id = p.order_id
                JOIN order_lines l ON l.order_id = o.id AND l.product_id = p.product_id
                WHERE l.store_id = ?
                """,
                row -> {
                    long paid = row.number("paid_amount");
                    long back = row.number("back");
                    long[] line = {
                        1,
                        row.number("backs") > 0 ? 1 : 0,
                        paid,
                        back,
                        paid
                                - row.number("tax_amount")
                                - row.number("fee_amount")
                                - (back - row.number("back_not_theirs"))
                    };
                    return counted.merge(
                            row.text("day") + " " + new ProductId(row.uuid("product_id")).text(), line, (sum, more) -> {
                                for (int i = 0; i < sum.length; i++) {
                                    sum[i] += more[i];
                                }
                                return sum;
                            });
                },
                store);
        assertThat(counted).as("seed " + seed).hasSizeGreaterThan(5);
        Map<String, String> expected = new TreeMap<>();
        counted.forEach((key, sum) ->
                expected.put(key, "0 " + sum[0] + " " + sum[1] + " USD " + sum[2] + " " + sum[3] + " " + sum[4]));
        Map<String, String> told = new TreeMap<>();
        for (LocalDate day = from; !day.isAfter(today()); day = day.plusDays(1)) {
            for (JsonNode each : items(told("from", day.toString(), "to", day.toString(), "group", "product"))) {
                told.put(day + " " + each.path("product_id").asString(), brief(each.path("figures")));
            }
        }
        assertThat(told).as("seed " + seed).isEqualTo(expected);
    }

    @Test
    void lists_go_on_where_they_stopped_and_what_cannot_be_read_is_named() {
        LocalDate day = today();
        looked(one, 1);
        bought(other);
        addUp();
        String from = day.minusDays(4).toString();
        List<String> days = new ArrayList<>();
        JsonNode page = told("from", from, "limit", "2");
        while (true) {
            items(page).forEach(item -> days.add(item.path("day").asString()));
            if (!page.has("next_cursor")) {
                break;
            }
            page = told(
                    "from",
                    from,
                    "limit",
                    "2",
                    "cursor",
                    page.path("next_cursor").asString());
        }
        assertThat(days)
                .isEqualTo(day.minusDays(4)
                        .datesUntil(day.plusDays(1))
                        .map(LocalDate::toString)
                        .toList());

        JsonNode best = told("group", "product", "limit", "1");
        assertThat(items(best).getFirst().path("product_id").asString()).isEqualTo(other.text());
        JsonNode next = told(
                "group",
                "product",
                "limit",
                "1",
                "cursor",
                best.path("next_cursor").asString());
        assertThat(items(next).getFirst().path("product_id").asString()).isEqualTo(one.text());
        assertThat(next.has("next_cursor")).isFalse();
        assertThat(brief(next.path("total"))).as("of all pages").isEqualTo("1 1 0 USD 500 0 450");

        for (String[] wrong : new String[][] {
            {"from", "yesterday"},
            {"to", "2026-02-30"},
            {"from", day.plusDays(1).toString()},
            {"from", day.minusDays(367).toString()},
            {"group", "month"},
            {"product", "book"},
            {"cursor", best.path("next_cursor").asString()}
        }) {
            ApiAnswer answer = asked(wrong).to(till.api);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(wrong[0]);
        }
        assertThat(asked("from", day.minusDays(366).toString()).to(till.api).status())
                .isEqualTo(200);
    }

    @Test
    void a_look_counts_once_in_half_an_hour_for_an_address_and_robots_do_not_count() {
        Views views = new Views(market.database, till.clock);
        Optional<String> browser = Optional.of(BROWSER);
        for (String address :
                List.of("203.0.113.1", "203.0.113.1", "2001:db8:1:2::3", "2001:db8:1:2:ffff::4", "2001:db8:1:3::3")) {
            assertThat(views.count(one, Optional.of(address), browser)).isTrue();
        }
        views.count(one, Optional.of("203.0.113.2"), Optional.of("Mozilla/5.0 (compatible; Googlebot/2.1)"));
        views.count(one, Optional.of("203.0.113.3"), Optional.empty());
        assertThat(of(today()).path("views").asLong()).isEqualTo(3);
        till.clock.advance(Views.ONCE_IN.plusSeconds(1));
        views.count(one, Optional.of("203.0.113.1"), browser);
        assertThat(of(today()).path("views").asLong()).isEqualTo(4);
        assertThat(market.database.query("SHOW COLUMNS FROM page_views", row -> row.text("Field")))
                .as("nothing is kept of who looked")
                .containsExactly("store_id", "day", "product_id", "shard", "view_count");
    }

    @Test
    void views_at_once_are_all_counted() {
        List<Views> instances = List.of(new Views(market.database, till.clock), new Views(market.database, till.clock));
        AtOnce.by(8, n -> {
            for (int i = 0; i < 10; i++) {
                instances.get(n % 2).count(one, Optional.of("198.51.100." + (n * 10 + i)), Optional.of(BROWSER));
            }
            return n;
        });
        assertThat(of(today()).path("views").asLong()).isEqualTo(80);
    }

    @Test
    void a_page_says_that_it_was_looked_at_and_what_is_not_for_sale_has_no_page() {
        assertThat(viewed(one.text())).isEqualTo(204);
        assertThat(of(today()).path("views").asLong()).isEqualTo(1);
        market.database.update("UPDATE products SET state = 'draft' WHERE id = ?", other);
        assertThat(viewed(other.text())).isEqualTo(404);
        assertThat(viewed("prd_00000000000000000000000000")).isEqualTo(404);
    }

    private static int viewed(String product) {
        return request("POST", "/v1/products/{product_id}/views")
                .path("product_id", product)
                .header("User-Agent", BROWSER)
                .to(till.api)
                .status();
    }

    @Test
    void no_statement_reads_a_table_from_end_to_end() {
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        ManySales.write(market, store, one, 400, begin);
        market.database.update(
                "INSERT INTO sales_marks (id, store_id, day) SELECT order_id, store_id, DATE(sold_at) FROM sales WHERE store_id = ?",
                store);
        StoreId stranger = market.anotherStore(slug + "-2", UserId.of("https://issuer.example", slug));
        market.database.update(
                "INSERT INTO page_views (store_id, day, product_id, shard, view_count)"
                        + " SELECT ?, DATE(sold_at), order_id, 0, 1 FROM sales WHERE store_id = ?",
                stranger,
                store);
        market.database.query(
                "ANALYZE TABLE orders, order_lines, sales, sales_marks, page_views", row -> row.text("Table"));
        Days days = new Days(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-02"));
        Plans plans = new Plans(market);
        try (Database database = plans.database()) {
            new RollUp(database).run(() -> true);
            market.database.query("ANALYZE TABLE sales_by_day, sales_marks", row -> row.text("Table"));
            Analytics analytics = new Analytics(database);
            for (Optional<ProductId> product : List.of(Optional.<ProductId>empty(), Optional.of(one))) {
                analytics.total(store, days, product);
                analytics.byDay(store, days, product, Optional.empty(), 20);
                analytics.byProduct(store, days, product, Optional.empty(), 20);
            }
            analytics.marked(store, days);
            new Views(database, till.clock).count(one, Optional.of("203.0.113.9"), Optional.of(BROWSER));
        }
        assertThat(plans.scans).isEmpty();
        assertThat(brief(told("from", "2026-01-01", "to", "2026-01-03").path("total")))
                .isEqualTo("0 400 0 USD 500000 0 450000");
    }
}
