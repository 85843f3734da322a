package dev.souk.purchases.refund;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.Market;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Till;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import dev.souk.test.RealServices;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefundingTest {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();

    private Market market;
    private Till till;
    private StoreId store;
    private ProductId book;
    private ProductId song;
    private OrderId order;

    @BeforeEach
    void open() {
        market = new Market();
        market.variables.put("OIDC_ISSUER", ISSUER.issuer().toString());
        market.variables.put("OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE);
        market.variables.put("STRIPE_READ_MILLIS", "1000");
        till = new Till(market);
        UserId seller = UserId.of(ISSUER.issuer().toString(), "seller");
        store = market.anotherStore("books", seller);
        book = market.aProduct(store, seller, "A book", new Money(1000, Currency.USD));
        song = market.aProduct(store, seller, "A song", new Money(333, Currency.USD));
        order = till.paidOrder(book, song);
        till.settle();
        market.emails();
    }

    @AfterEach
    void close() {
        till.close();
    }

    @Test
    void all_of_an_order_goes_back_with_access_share_and_a_mail() {
        ApiAnswer answer = refund("{\"reason\":\"A broken file\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.text("state")).isEqualTo("made");
        assertThat(answer.json().path("amount").path("amount").asInt()).isEqualTo(1333);
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        assertThat(market.count("purchases WHERE revoked_at IS NOT NULL")).isEqualTo(2);
        assertThat(market.emails()).singleElement().satisfies(mail -> {
            assertThat(mail.path("kind").asString()).isEqualTo("refund_notice");
            assertThat(mail.path("refunded").path("amount").asInt()).isEqualTo(1333);
        });

        till.settle();
        assertThat(till.balance("seller_payable")).isZero();
        assertThat(till.stripe.money().balanceOf(Market.account(store), "usd")).isZero();
        till.deliver();
        assertThat(market.emails()).as("the webhook tells nobody again").isEmpty();
        assertThat(market.count("refunds")).isEqualTo(1);
    }

    @Test
    void a_line_goes_back_by_itself_and_ends_access_to_it_alone() {
        ApiAnswer answer = refund("{\"lines\":[{\"product_id\":\"" + song.text() + "\"}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(till.state(order)).isEqualTo(OrderState.PARTIALLY_REFUNDED);
        assertThat(market.count("purchases WHERE revoked_at IS NOT NULL")).isEqualTo(1);

        ApiAnswer list = request("GET", "/v1/orders/{order_id}/refunds")
                .path("order_id", order.text())
                .bearer(ISSUER.tokenFor("seller"))
                .to(till.api);
        assertThat(list.json().path("items")).hasSize(1);
    }

    @Test
    void fault_39_the_same_request_again_refunds_nothing_more() {
        String key = UUID.randomUUID().toString();
        ApiAnswer first = refund("{\"amount\":300}", key, "seller");
        ApiAnswer again = refund("{\"amount\":300}", key, "seller");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(atStripe()).isEqualTo(300);
    }

    @Test
    void fault_36_ten_refunds_at_once_never_exceed_what_was_paid() {
        List<Integer> statuses = AtOnce.by(10, _ -> refund("{\"amount\":400}").status());
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(7);
        assertThat(atStripe()).isEqualTo(1200);
        assertThat(market.sum("refunded_amount", "order_lines")).isEqualTo(1200);
    }

    @Test
    void fault_36_a_refund_above_the_rest_is_refused_and_changes_nothing() {
        refund("{\"amount\":1000}");
        ApiAnswer answer = refund("{\"amount\":334}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("refund_exceeds_payment");
        assertThat(answer.body()).contains("333");
        assertThat(atStripe()).isEqualTo(1000);
        assertThat(market.count("refunds")).isEqualTo(1);
    }

    @Test
    void fault_36_a_refund_from_the_dashboard_takes_the_room_of_one_that_was_only_meant() {
        till.stripe.outage(Fault.RATE_LIMITED, call -> call.operation().equals("POST /v1/refunds"), 1, Duration.ZERO);
        ApiAnswer meant = refund("{\"amount\":1000}");
        assertThat(meant.status()).isEqualTo(201);
        assertThat(meant.text("state")).isEqualTo("asked");

        till.stripe.money().refundFromDashboard(till.intent(order), null);
        till.deliver();
        assertThat(till.state(order)).isEqualTo(OrderState.REFUNDED);
        till.clock.advance(Duration.ofMinutes(10));
        till.settle();
        assertThat(atStripe()).isEqualTo(1333);
        assertThat(market.count("refunds WHERE state = 'failed'")).isEqualTo(1);
        assertThat(market.sum("refunded_amount", "order_lines")).isEqualTo(1333);
    }

    /** FAULTS 8, 10 and 11, of refunds: whatever Stripe does with the first call, the money goes back once. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "RATE_LIMITED",
                "SERVER_ERROR",
                "SERVER_ERROR_FORGOTTEN",
                "SERVER_ERROR_AFTER_EFFECT",
                "CONNECTION_CUT",
                "KEY_IN_USE"
            })
    void fault_10_whatever_becomes_of_the_call_the_money_goes_back_once(Fault fault) {
        till.stripe.outage(fault, call -> call.operation().equals("POST /v1/refunds"), 1, Duration.ZERO);
        ApiAnswer answer = refund("{\"amount\":500}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        for (int i = 0; i < 3; i++) {
            till.clock.advance(Duration.ofMinutes(10));
            till.settle();
        }
        assertThat(atStripe()).isEqualTo(500);
        assertThat(market.count("refunds WHERE state = 'made'")).isEqualTo(1);
        assertThat(market.emails()).hasSize(1);
    }

    @Test
    void fault_9_after_stripe_forgot_the_key_it_is_looked_up_and_not_made_again() {
        till.stripe.outage(Fault.CONNECTION_CUT, call -> call.operation().equals("POST /v1/refunds"), 1, Duration.ZERO);
        refund("{\"amount\":500}");
        assertThat(atStripe()).as("made, and the answer lost").isEqualTo(500);
        till.clock.advance(Duration.ofDays(3));
        till.settle();
        assertThat(atStripe()).isEqualTo(500);
        assertThat(market.count("refunds WHERE state = 'made'")).isEqualTo(1);
    }

    /** Buyers who are in the middle of it may get their link; nobody who asks after the refund was answered. */
    @Test
    void fault_32_no_link_is_handed_out_after_the_refunds_commit() {
        List<Integer> statuses = AtOnce.by(
                8,
                person -> person == 0
                        ? refund("{}").status()
                        : till.download(order, book).status());
        assertThat(statuses.getFirst()).isEqualTo(201);
        assertThat(statuses.subList(1, 8))
                .allSatisfy(status -> assertThat(status).isIn(201, 403));

        ApiAnswer after = till.download(order, book);
        assertThat(after.status()).isEqualTo(403);
        assertThat(after.text("code")).isEqualTo("purchase_revoked");
        long links =
                statuses.subList(1, 8).stream().filter(status -> status == 201).count();
        assertThat(market.count("download_log")).as("each link is on record").isEqualTo(links);
    }

    @Test
    void a_disputed_order_is_not_refunded() {
        till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        ApiAnswer answer = refund("{\"amount\":10}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("order_disputed");
    }

    @Test
    void another_seller_finds_no_such_order() {
        assertThat(refund("{}", UUID.randomUUID().toString(), "somebody-else").status())
                .isEqualTo(404);
        assertThat(atStripe()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":0}",
                "{\"amount\":-1}",
                "{\"amount\":1.5}",
                "{\"amount\":100000000}",
                "{\"amount\":\"500\"}",
                "{\"lines\":[]}",
                "{\"lines\":[{\"amount\":1}]}",
                "{\"lines\":[{\"product_id\":\"prd_01m83w1dr0emf920wqy7pbpynd\"}]}",
                "{\"amount\":1,\"lines\":[{\"product_id\":\"prd_01m83w1dr0emf920wqy7pbpynd\"}]}",
                "{\"reason\":\"\"}",
                "{\"currency\":\"USD\"}"
            })
    void a_slip_in_a_refund_is_named_and_changes_nothing(String body) {
        ApiAnswer answer = refund(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().path("errors")).isNotEmpty();
        assertThat(atStripe()).isZero();
        assertThat(market.count("refunds")).isZero();
    }

    private ApiAnswer refund(String body) {
        return refund(body, UUID.randomUUID().toString(), "seller");
    }

    private ApiAnswer refund(String body, String key, String who) {
        return request("POST", "/v1/orders/{order_id}/refunds")
                .path("order_id", order.text())
                .header("Idempotency-Key", key)
                .bearer(ISSUER.tokenFor(who))
                .json(body)
                .to(till.api);
    }

    /** What has gone back at Stripe, in minor units. */
    private long atStripe() {
        return till.refundedAtStripe(order);
    }
}
