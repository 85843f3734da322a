package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.catalog.discounting.OfferDiscount;
import dev.souk.catalog.discounting.OfferDiscountOutcome;
import dev.souk.catalog.drafting.DraftProduct;
import dev.souk.catalog.drafting.DraftProductOutcome;
import dev.souk.catalog.editing.EditProduct;
import dev.souk.catalog.editing.EditProductOutcome;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.DiscountId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a product may cost. */
class PriceTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "49|USD|below_minimum|must be 0, for free, or at least 0.50 USD",
                "-1|USD|below_minimum|must be 0, for free, or at least 0.50 USD",
                "-9223372036854775808|USD|below_minimum|must be 0, for free, or at least 0.50 USD",
                "49|JPY|below_minimum|must be 0, for free, or at least 50 JPY",
                "240|KWD|below_minimum|must be 0, for free, or at least 0.250 KWD",
                "9900|ISK|below_minimum|must be 0, for free, or at least 100 ISK",
                "17499|HUF|below_minimum|must be 0, for free, or at least 175.00 HUF",
                "100000000|USD|above_maximum|must be at most 999999.99 USD",
                "100000000|JPY|above_maximum|must be at most 99999999 JPY",
                "99999999|KWD|above_maximum|must be at most 99999.990 KWD",
                "9223372036854775807|USD|above_maximum|must be at most 999999.99 USD",
                "1255|KWD|not_a_multiple|must be a multiple of 10 minor units, which is 0.010 KWD",
                "12550|ISK|not_a_multiple|must be a multiple of 100 minor units, which is 1 ISK",
                "12.5|USD|wrong_type|must be a whole number, without a fraction or an exponent",
                "1e3|USD|wrong_type|must be a whole number, without a fraction or an exponent",
                "1000.0|USD|wrong_type|must be a whole number, without a fraction or an exponent",
                "9223372036854775808|USD|out_of_range|is a larger number than is taken here, or a smaller one",
                "99999999999999999999999999|USD|out_of_range|is a larger number than is taken here, or a smaller one",
                "\"1250\"|USD|wrong_type|must be a whole number",
                "true|USD|wrong_type|must be a whole number",
                "[1250]|USD|wrong_type|must be a whole number"
            })
    void an_amount_that_cannot_be_charged_is_refused_in_words_and_changes_nothing(
            String amount, String currency, String code, String message) {
        String price = "\"price\": {\"amount\": " + amount + ", \"currency\": \"" + currency + "\"}";
        refused(
                STALL.draft("seller", "{\"store_id\": \"" + STORE.text() + "\", \"title\": \"X\", " + price + "}"),
                "price.amount",
                code,
                message);
        String id = STALL.drafted("seller", STORE, "Steady");
        String before = STALL.product("seller", id).body();
        refused(STALL.edit("seller", id, "\"v1\"", "{" + price + "}"), "price.amount", code, message);
        assertThat(STALL.product("seller", id).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"XXX", "usd", "''", "BTC", "'USD '", "DEM"})
    void an_unknown_currency_is_refused(String currency) {
        refused(
                STALL.draft("seller", """
                        {"store_id": "%s", "title": "X", "price": {"amount": 1250, "currency": "%s"}}""".formatted(STORE.text(), currency)),
                "price.currency",
                "invalid",
                "must be the ISO 4217 code, in capitals, of a currency that is sold in");
    }

    @Test
    void every_currency_can_be_sold_in_at_its_least_at_its_most_and_for_nothing() {
        for (Currency currency : Currency.values()) {
            StoreId store = STALL.store("seller", "sells-in-" + currency.name().toLowerCase(Locale.ROOT), currency);
            for (long amount : new long[] {0, currency.minimum(), currency.maximum()}) {
                ApiAnswer answer = STALL.draft("seller", """
                        {"store_id": "%s", "title": "X", "price": {"amount": %d, "currency": "%s"}}""".formatted(store.text(), amount, currency));
                assertThat(answer.status()).as(amount + " " + currency).isEqualTo(201);
                assertThat(answer.json().path("price").path("amount").asLong()).isEqualTo(amount);
            }
        }
    }

    @Test
    void a_store_that_sells_in_one_currency_takes_no_other() {
        Seller seller = Stall.owner("seller");
        Products products = Products.in(STALL.database);
        SellerStores euros = new SellsIn(Currency.EUR, SellerStores.in(STALL.database));
        Clock clock = Clock.systemUTC();
        ProductId id = new ProductId(UUID.randomUUID());
        DraftProduct drafting = new DraftProduct(STALL.database, euros, clock);

        assertThat(drafting.draft(id, seller, draft(Currency.USD)))
                .isEqualTo(new DraftProductOutcome.OtherCurrency(Currency.EUR));
        assertThat(products.find(id)).isEmpty();
        assertThat(drafting.draft(id, seller, draft(Currency.EUR))).isInstanceOf(DraftProductOutcome.Drafted.class);

        EditProduct editing = new EditProduct(STALL.database, euros, clock);
        Optional<Money> dollars = Optional.of(new Money(0, Currency.USD));
        assertThat(editing.edit(
                        seller,
                        id,
                        1,
                        new EditProduct.Patch(
                                Optional.of("New"),
                                Optional.empty(),
                                dollars,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .isEqualTo(new EditProductOutcome.OtherCurrency(Currency.EUR));
        assertThat(products.find(id).orElseThrow().title()).isEqualTo("X");

        OfferDiscount offering = new OfferDiscount(Discounts.in(STALL.database), euros, clock);
        Discounts.Draft off = new Discounts.Draft(
                "OFF",
                new Reduction.Amount(new Money(100, Currency.USD)),
                Optional.empty(),
                new Discount.Limits(Optional.empty(), Optional.empty()),
                new Discount.Window(Instant.now(), Optional.empty()));
        assertThat(offering.offer(new DiscountId(UUID.randomUUID()), seller, STORE.text(), off))
                .isEqualTo(new OfferDiscountOutcome.OtherCurrency(Currency.EUR));
    }

    @Test
    void the_refusal_of_another_currency_names_the_stores() {
        Problem problem = ProductBody.otherCurrency("price", Currency.EUR).problem();
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("price.currency");
            assertThat(error.code()).isEqualTo("other_currency");
            assertThat(error.message()).isEqualTo("must be EUR, which the store sells in");
        });
    }

    /** What stores are, once they have a currency. */
    private record SellsIn(Currency currency, SellerStores stores) implements SellerStores {
        @Override
        public Optional<StoreId> find(String slugOrId, Seller seller) {
            return stores.find(slugOrId, seller);
        }

        @Override
        public Optional<Contact> contact(StoreId store) {
            return stores.contact(store);
        }

        @Override
        public Optional<Currency> currency(StoreId store, Seller seller) {
            return Optional.of(currency);
        }
    }

    private static Products.Draft draft(Currency currency) {
        return new Products.Draft(
                STORE,
                "X",
                "",
                new AskingPrice(new Money(currency.minimum(), currency), AskingPrice.Kind.FIXED, Optional.empty()),
                new Labels(Optional.empty(), false, Optional.empty(), List.of()));
    }

    private static void refused(ApiAnswer answer, String field, String code, String message) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.wrongFields()).containsExactly(field);
        assertThat(answer.json().path("errors").path(0).path("code").asString()).isEqualTo(code);
        assertThat(answer.json().path("errors").path(0).path("message").asString())
                .isEqualTo(message);
    }
}
