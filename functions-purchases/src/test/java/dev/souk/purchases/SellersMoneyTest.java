package dev.souk.purchases;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.TransferReversalCreateParams;
import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.payment.Rules;
import dev.souk.test.ApiAnswer;
import dev.souk.test.RealServices;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SellersMoneyTest {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();

    private Market market;
    private @Nullable Till opened;
    private UserId seller;
    private StoreId store;

    @BeforeEach
    void open() {
        market = new Market();
        market.variables.put("OIDC_ISSUER", ISSUER.issuer().toString());
        market.variables.put("OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE);
        seller = UserId.of(ISSUER.issuer().toString(), "seller");
        store = market.anotherStore("books", seller);
        market.database.update("UPDATE stores SET platform_fee_basis_points = 1000 WHERE id = ?", store);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Till till(Options options) {
        Till till = new Till(market, options);
        opened = till;
        return till;
    }

    private ProductId book(long amount, Currency currency) {
        return market.aProduct(store, seller, "A book", new Money(amount, currency));
    }

    @Test
    void a_seller_sees_what_is_owed_what_was_paid_and_what_came_of_disputes() {
        Till till = till(Options.inMemory());
        OrderId order = till.paidOrder(book(1000, Currency.USD));
        assertThat(owed(till)).isEqualTo(900);

        till.settle();
        assertThat(owed(till)).isZero();
        JsonNode payout =
                get(till, "/v1/stores/{store}/payouts").json().path("items").path(0);
        assertThat(payout.path("state").asString()).isEqualTo("sent");
        assertThat(payout.path("sent").path("amount").asInt()).isEqualTo(900);
        assertThat(payout.path("order_id").asString()).isEqualTo(order.text());

        String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        till.stripe.money().decideDispute(dispute, false);
        till.deliver();
        JsonNode item =
                get(till, "/v1/stores/{store}/disputes").json().path("items").path(0);
        assertThat(item.path("stage").asString()).isEqualTo("lost");
        assertThat(owed(till)).isEqualTo(-900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stores/{store}/balance", "/v1/stores/{store}/payouts", "/v1/stores/{store}/disputes"})
    void the_money_of_a_store_is_its_owners_alone(String resource) {
        Till till = till(Options.inMemory());
        assertThat(get(till, resource, "somebody-else").status()).isEqualTo(404);
        assertThat(request("GET", resource).path("store", "books").to(till.api).status())
                .isEqualTo(401);
        assertThat(get(till, resource).status()).isEqualTo(200);
    }

    @Test
    void a_dispute_is_answered_with_the_sale_the_mails_and_the_downloads() {
        Till till = till(Options.inMemory());
        OrderId order = till.paidOrder(book(1000, Currency.USD));
        market.database.update("""
                INSERT INTO download_log (id, purchase_id, file_id, source_ip, user_agent, granted_at)
                SELECT id, id, id, '203.0.113.7', 'a browser', NOW(6) FROM purchases
                """);
        till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        String id = get(till, "/v1/stores/{store}/disputes")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();

        ApiAnswer answer = evidence(till, id, "seller");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("order").path("email").asString()).isEqualTo("buyer@example.com");
        assertThat(answer.json().path("mails"))
                .anySatisfy(mail -> assertThat(mail.path("kind").asString()).isEqualTo("receipt"));
        assertThat(answer.json().path("downloads").path(0).path("source_ip").asString())
                .isEqualTo("203.0.113.7");
        assertThat(evidence(till, id, "somebody-else").status()).isEqualTo(404);
    }

    @Test
    void where_the_shop_says_so_a_disputed_order_keeps_its_downloads_until_it_is_lost() {
        market.variables.put("DISPUTE_ACCESS", "keep");
        Till till = till(Options.inMemory());
        OrderId order = till.paidOrder(book(1000, Currency.USD));
        String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.DISPUTED);
        assertThat(market.count("purchases WHERE revoked_at IS NULL")).isEqualTo(1);
        till.stripe.money().decideDispute(dispute, false);
        till.deliver();
        assertThat(market.count("purchases WHERE revoked_at IS NULL")).isZero();
    }

    @Test
    void an_inquiry_takes_nothing_from_anybody() {
        Till till = till(Options.inMemory());
        OrderId order = till.paidOrder(book(1000, Currency.USD));
        till.stripe.money().openInquiry(till.intent(order), null, "general");
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.PAID);
        assertThat(till.balance("dispute_losses")).isZero();
        assertThat(market.count("disputes WHERE stage = 'inquiry'")).isEqualTo(1);
    }

    /** 8 % of 1,000: 1,080 are paid, or 74 of the 1,000 are tax. */
    @ParameterizedTest
    @CsvSource({"exclusive, 1080, 80, 900", "inclusive, 1000, 74, 833"})
    void tax_is_kept_apart_and_no_part_of_what_is_shared(String kind, long paid, long tax, long share) {
        market.variables.put("STRIPE_TAX", kind);
        Till till = till(Options.inMemory().withRules(Rules.standard().withTax(800, kind.equals("inclusive"))));
        OrderId order = till.paidOrder(book(1000, Currency.USD));
        assertThat(till.find(order).total().amount()).isEqualTo(paid);
        assertThat(till.find(order).tax()).isEqualTo(tax);
        assertThat(till.balance("tax_payable")).isEqualTo(-tax);
        assertThat(owed(till)).isEqualTo(share);
        assertThat(market.emails())
                .filteredOn(mail -> mail.path("kind").asString().equals("receipt"))
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.path("tax").path("amount").asLong()).isEqualTo(tax));

        till.stripe.money().refundFromDashboard(till.intent(order), null);
        till.deliver();
        assertThat(till.balance("tax_payable")).isZero();
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"JPY, 4000", "KWD, 1250", "ISK, 40000"})
    void other_currencies_are_sold_shared_and_given_back_like_dollars(Currency currency, long amount) {
        Till till = till(Options.inMemory());
        OrderId order = till.paidOrder(book(amount, currency));
        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
        till.stripe.money().refundFromDashboard(till.intent(order), amount / 2 / currency.step() * currency.step());
        till.deliver();
        till.settle();
        assertThat(till.state(order)).isEqualTo(OrderState.PARTIALLY_REFUNDED);
        assertThat(till.balance("seller_payable")).isZero();
    }

    @Test
    void a_share_is_kept_back_for_as_long_as_the_shop_says() {
        market.variables.put("TRANSFER_HOLD_DAYS", "7");
        Till till = till(Options.inMemory());
        till.paidOrder(book(1000, Currency.USD));
        till.settle();
        assertThat(owed(till)).isEqualTo(900);
        till.clock.advance(Duration.ofDays(7));
        till.settle();
        assertThat(owed(till)).isZero();
    }

    @Test
    void a_transfer_that_was_reversed_at_stripe_is_owed_again() throws StripeException {
        Till till = till(Options.inMemory());
        till.paidOrder(book(1000, Currency.USD));
        till.settle();
        StripeClient stripe = StripeClient.builder()
                .setApiKey(till.stripe.secretKey())
                .setApiBase(till.stripe.baseUrl().toString())
                .build();
        String transfer = stripe.v1().transfers().list().getData().getFirst().getId();
        stripe.v1()
                .transfers()
                .reversals()
                .create(
                        transfer,
                        TransferReversalCreateParams.builder().setAmount(300L).build());
        assertThat(till.deliver()).isEmpty();
        assertThat(till.deliver()).isEmpty();
        assertThat(owed(till)).isEqualTo(300);
    }

    private long owed(Till till) {
        long sum = 0;
        for (JsonNode each : get(till, "/v1/stores/{store}/balance").json().path("balances")) {
            sum += each.path("amount").asLong();
        }
        return sum;
    }

    private ApiAnswer get(Till till, String resource) {
        return get(till, resource, "seller");
    }

    private ApiAnswer get(Till till, String resource, String who) {
        return request("GET", resource)
                .path("store", "books")
                .bearer(ISSUER.tokenFor(who))
                .to(till.api);
    }

    private ApiAnswer evidence(Till till, String id, String who) {
        return request("GET", "/v1/disputes/{dispute_id}/evidence")
                .path("dispute_id", id)
                .bearer(ISSUER.tokenFor(who))
                .to(till.api);
    }
}
