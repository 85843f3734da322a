package dev.souk.purchases.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.id.IdSource;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.ManySales;
import dev.souk.purchases.Market;
import dev.souk.purchases.Orders;
import dev.souk.purchases.Plans;
import dev.souk.purchases.SalesBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At several thousand orders no statement about sales reads a table from end to end. */
class SalesPlansTest {
    private static final int MANY = 6_000;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Market market;
    private static Plans plans;
    private static ProductId product;

    @BeforeAll
    static void fill() {
        market = new Market();
        product = market.aProduct("A book", 1250);
        ManySales.write(market, market.store, product, MANY, BEGIN);
        UserId other = UserId.of("https://issuer.example", "other");
        StoreId theirs = market.anotherStore("others", other);
        ManySales.write(market, theirs, market.aProduct("A song", 1250), MANY, BEGIN);
        market.database.query("ANALYZE TABLE orders, order_lines, sales, customers", row -> row.text("Table"));
        plans = new Plans(market);
    }

    @AfterAll
    static void close() {
        plans.database().close();
        market.close();
    }

    @BeforeEach
    void forget() {
        plans.scans.clear();
    }

    private static SaleFilter filter(boolean product, boolean state, boolean time, boolean email, boolean discount) {
        return new SaleFilter(
                product ? Optional.of(SalesPlansTest.product) : Optional.empty(),
                state ? Optional.of(Sale.State.PAID) : Optional.empty(),
                time ? Optional.of(BEGIN.plus(Duration.ofDays(1))) : Optional.empty(),
                time ? Optional.of(BEGIN.plus(Duration.ofDays(3))) : Optional.empty(),
                email ? Optional.of(new EmailAddress("buyer-7@example.com")) : Optional.empty(),
                discount ? Optional.of(new DiscountId(UUID.randomUUID())) : Optional.empty());
    }

    @Test
    void every_combination_of_filters_is_found_by_an_index() {
        StoreSales sales = StoreSales.in(plans.database());
        for (int bits = 0; bits < 32; bits++) {
            SaleFilter filter =
                    filter((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
            List<Sale> page = sales.newest(market.store, filter, Optional.empty(), 21);
            if ((bits & 16) == 0) {
                assertThat(page).as(filter.text()).isNotEmpty();
                Sale last = page.getLast();
                Optional<Place> place =
                        Optional.of(new Place(last.soldAt(), last.order().value()));
                assertThat(sales.newest(market.store, filter, place, 21)).doesNotContainAnyElementsOf(page);
            }
        }
        assertThat(plans.scans).isEmpty();
    }

    @Test
    void details_customers_and_the_book_itself_are_found_by_indexes() {
        StoreSales sales = StoreSales.in(plans.database());
        Sale sale =
                sales.newest(market.store, SaleFilter.ALL, Optional.empty(), 1).getFirst();
        assertThat(sales.detail(market.store, sale.order())).isPresent();
        List<Customer> customers = sales.customers(market.store, Optional.empty(), 101);
        assertThat(customers).hasSize(101);
        Customer last = customers.getLast();
        Place place = new Place(last.lastSaleAt(), last.id().value());
        assertThat(sales.customers(market.store, Optional.of(place), 101)).doesNotContainAnyElementsOf(customers);
        assertThat(sales.customer(market.store, last.id())).isPresent();
        IdSource ids = IdSource.uuidV7(Clock.systemUTC());
        SalesBook.in(plans.database(), ids)
                .restate(Orders.in(market.database).find(sale.order()).orElseThrow());
        assertThat(SalesBook.in(plans.database(), ids).missing(Instant.now().minus(Duration.ofDays(2)), 100))
                .isEmpty();
        assertThat(plans.scans).isEmpty();
    }
}
