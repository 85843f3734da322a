package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.souk.stripe.standin.payment.PaymentForm;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckoutTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_session_comes_back_as_it_was_opened() throws StripeException {
        Session opened = shop.session();
        Session found = shop.again(opened);

        assertThat(found.getId()).isEqualTo(opened.getId()).startsWith("cs_test_");
        assertThat(found.getStatus()).isEqualTo("open");
        assertThat(found.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(found.getAmountTotal()).isEqualTo(1250);
        assertThat(found.getCurrency()).isEqualTo("usd");
        assertThat(found.getClientReferenceId()).isEqualTo("ord_1");
        assertThat(found.getMetadata()).containsEntry("order", "ord_1");
        assertThat(found.getExpiresAt() - found.getCreated()).isEqualTo(86_400);
        assertThat(found.getUrl()).startsWith(shop.standIn.baseUrl() + "/pay/cs_test_");
        assertThat(found.getLivemode()).isFalse();
        assertThat(found.getPaymentIntent()).isNull();
    }

    @Test
    void a_paid_session_has_its_payment_intent_and_charge() throws StripeException {
        Session session = shop.session();
        shop.standIn.pay(session.getId(), PaymentForm.card("4242424242424242"));

        Session paid = shop.stripe
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge")
                                .addExpand("line_items")
                                .build());
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getUrl()).isNull();
        assertThat(paid.getCustomerDetails().getEmail()).isEqualTo("buyer@example.com");
        PaymentIntent intent = paid.getPaymentIntentObject();
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(1250);
        assertThat(intent.getMetadata()).containsEntry("order", "ord_1");
        Charge charge = intent.getLatestChargeObject();
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(paid.getLineItems().getData()).singleElement().satisfies(item -> {
            assertThat(item.getDescription()).isEqualTo("Field recordings");
            assertThat(item.getPrice().getUnitAmount()).isEqualTo(1250);
        });
        assertThat(shop.stripe.v1().paymentIntents().retrieve(intent.getId()).getAmount())
                .isEqualTo(1250);
        assertThat(shop.stripe.v1().charges().retrieve(charge.getId()).getPaymentIntent())
                .isEqualTo(intent.getId());
    }

    @Test
    void an_expired_session_takes_no_payment_and_cannot_expire_twice() throws StripeException {
        Session session = shop.session();
        Session expired = shop.stripe.v1().checkout().sessions().expire(session.getId());

        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(expired.getUrl()).isNull();
        assertThatThrownBy(() -> shop.stripe.v1().checkout().sessions().expire(session.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("status of `expired`");
    }

    @Test
    void a_session_whose_time_is_over_reads_as_expired_at_once() throws StripeException {
        Session session = shop.session();
        shop.clock.advance(Duration.ofHours(24));

        assertThat(shop.again(session).getStatus()).isEqualTo("expired");
        shop.sink.next("checkout.session.expired");
    }

    @Test
    void lists_are_newest_first_and_go_on_by_cursor() throws StripeException {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> {
                    try {
                        return shop.session(Shop.order("ord_" + i)).getId();
                    } catch (StripeException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList()
                .reversed();

        var page = shop.stripe
                .v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder().setLimit(2L).build());
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.getData()).extracting(Session::getId).isEqualTo(ids.subList(0, 2));
        var next = shop.stripe
                .v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder()
                        .setLimit(3L)
                        .setStartingAfter(ids.get(1))
                        .build());
        assertThat(next.getData()).extracting(Session::getId).isEqualTo(ids.subList(2, 5));
        assertThat(next.getHasMore()).isFalse();
        assertThat(shop.stripe
                        .v1()
                        .checkout()
                        .sessions()
                        .list(SessionListParams.builder().setLimit(2L).build())
                        .autoPagingIterable())
                .extracting(Session::getId)
                .isEqualTo(ids);
    }

    @Test
    void sessions_are_found_by_payment_intent_and_by_status() throws StripeException {
        Session open = shop.session();
        Session paid = shop.session();
        shop.standIn.pay(paid.getId(), PaymentForm.card("4242424242424242"));
        String intent = shop.again(paid).getPaymentIntent();

        assertThat(list(SessionListParams.builder().setPaymentIntent(intent))).containsExactly(paid.getId());
        assertThat(list(SessionListParams.builder().setStatus(SessionListParams.Status.OPEN)))
                .containsExactly(open.getId());
    }

    private List<String> list(SessionListParams.Builder params) throws StripeException {
        return shop.stripe.v1().checkout().sessions().list(params.build()).getData().stream()
                .map(Session::getId)
                .toList();
    }

    @Test
    void what_is_not_there_is_404_and_named() {
        assertThatThrownBy(() -> shop.stripe.v1().checkout().sessions().retrieve("cs_test_none"))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                    assertThat(e.getRequestId()).startsWith("req_");
                });
        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().retrieve("pi_none"))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_wrong_key_is_refused() {
        StripeClient stranger = shop.client("sk_test_somebody_else");

        assertThatThrownBy(() -> stranger.v1().checkout().sessions().retrieve("cs_test_none"))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining("somebody");
    }

    @Test
    void a_buyer_known_to_the_seller_need_not_type_an_address() throws StripeException {
        Session session = shop.session(Shop.order("ord_1").setCustomerEmail("known@example.com"));
        shop.standIn.pay(session.getId(), PaymentForm.card("4242424242424242"));

        assertThat(shop.again(session).getCustomerDetails().getEmail()).isEqualTo("known@example.com");
    }

    @Test
    void amounts_of_several_items_add_up_in_a_currency_without_decimals() throws StripeException {
        Session session = shop.session(SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.example/thanks")
                .addLineItem(Shop.item("A", 1200, "jpy", 3))
                .addLineItem(Shop.item("B", 400, "jpy", 1)));

        assertThat(session.getAmountTotal()).isEqualTo(4000);
        assertThat(shop.get(session.getUrl()).body()).contains("¥4,000").doesNotContain("40.00");
    }

    @ParameterizedTest
    @CsvSource({"ugx, 350050, 350000, 100", "isk, 10050, 10000, 100", "kwd, 1255, 1250, 10"})
    void an_amount_more_exact_than_the_currency_is_charged_in_is_refused(
            String currency, long exact, long rounded, long step) throws StripeException {
        assertThatThrownBy(() -> shop.session(in(currency, exact)))
                .isInstanceOf(StripeException.class)
                .hasMessageContaining("evenly divisible by " + step);
        assertThat(shop.session(in(currency, rounded)).getAmountTotal()).isEqualTo(rounded);
    }

    private static SessionCreateParams.Builder in(String currency, long amount) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.example/thanks")
                .addLineItem(Shop.item("A", amount, currency, 1));
    }
}
