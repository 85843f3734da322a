package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentPageTest {
    private static final String GOOD = "4242424242424242";

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_buyer_pays_and_is_sent_to_the_thanks_page() throws StripeException {
        Session session = shop.session();
        HttpResponse<String> page = shop.get(session.getUrl());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Field recordings", "$12.50", "Test payment", "https://shop.example/cart");
        HttpResponse<String> paid = shop.submit(session.getUrl(), Shop.card("4242 4242 4242 4242"));
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location"))
                .hasValue("https://shop.example/thanks?session=" + session.getId());
        assertThat(shop.again(session).getPaymentStatus()).isEqualTo("paid");
    }

    @Test
    void a_declined_card_leaves_the_session_open() throws StripeException {
        Session session = shop.session();
        HttpResponse<String> declined = shop.submit(session.getUrl(), Shop.card("4000000000000002"));

        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.body()).contains("Your card was declined.", "buyer@example.com");
        assertThat(shop.again(session).getStatus()).isEqualTo("open");
        assertThat(shop.submit(session.getUrl(), Shop.card(GOOD)).statusCode()).isEqualTo(303);
        assertThat(shop.stripe.v1().charges().list().getData()).hasSize(2);
        assertThat(shop.stripe.v1().paymentIntents().list().getData()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    4000000000009995 | insufficient funds
                    4000000000000069 | has expired
                    4000000000000127 | security code is incorrect
                    4000000000000119 | error occurred
                    4111111111111111 | not a test card
                    """)
    void each_declining_card_says_why(String number, String message) throws StripeException {
        HttpResponse<String> answer = shop.submit(shop.session().getUrl(), Shop.card(number));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    card_number | 4242424242424241   | card number is invalid
                    card_number | 4242               | card number is incomplete
                    card_number | four two           | card number is incomplete
                    exp         | 10/26              | date is in the past
                    exp         | 13/30              | date is incomplete
                    exp         | soon               | date is incomplete
                    cvc         | 12                 | security code is incomplete
                    cvc         | abc                | security code is incomplete
                    email       | buyer              | not an e-mail address
                    """)
    void a_wrong_field_is_marked_and_no_bank_is_asked(String field, String value, String message)
            throws StripeException {
        Session session = shop.session();
        Map<String, String> form = new HashMap<>(Shop.card(GOOD));
        form.put(field, value);
        HttpResponse<String> answer = shop.submit(session.getUrl(), form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(message);
        assertThat(shop.again(session).getPaymentIntent()).isNull();
    }

    @Test
    void this_month_is_not_past() throws StripeException {
        Map<String, String> form = new HashMap<>(Shop.card(GOOD));
        form.put("exp", "11 / 26");

        assertThat(shop.submit(shop.session().getUrl(), form).statusCode()).isEqualTo(303);
    }

    @Test
    void two_tabs_pay_once() throws Exception {
        Session session = shop.session();
        Callable<Integer> tab =
                () -> shop.submit(session.getUrl(), Shop.card(GOOD)).statusCode();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(i -> tab).toList());

            assertThat(answers).extracting(Future::get).containsOnlyOnce(303).contains(409);
        }
        assertThat(shop.stripe.v1().charges().list().getData()).hasSize(1);
        assertThat(shop.get(shop.standIn.baseUrl() + "/pay/" + session.getId()).body())
                .contains("This is paid");
    }

    @Test
    void an_expired_session_says_so_and_takes_nothing() throws StripeException {
        Session session = shop.session();
        shop.clock.advance(Duration.ofHours(25));

        assertThat(shop.submit(session.getUrl(), Shop.card(GOOD)).statusCode()).isEqualTo(410);
        assertThat(shop.get(session.getUrl()).body()).contains("has expired").doesNotContain("<form");
        assertThat(shop.stripe.v1().charges().list().getData()).isEmpty();
    }

    @Test
    void a_bank_debit_is_complete_at_once_and_paid_later() throws StripeException {
        Session session = shop.session();
        HttpResponse<String> answer = shop.submit(session.getUrl(), debit("000123456789"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(shop.again(session).getStatus()).isEqualTo("complete");
        assertThat(shop.again(session).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(shop.get(session.getUrl()).body()).contains("Waiting for the bank");
        assertThat(shop.standIn.settle(session.getId(), true)).isTrue();
        assertThat(shop.standIn.settle(session.getId(), false)).isFalse();
        assertThat(shop.again(session).getPaymentStatus()).isEqualTo("paid");
        shop.sink.next("checkout.session.async_payment_succeeded");
    }

    @Test
    void a_bank_decides_by_itself_when_it_is_told_how_long_that_takes() throws StripeException {
        try (Shop patient = Shop.open(Options.inMemory().withBankDebitSettlingAfter(Duration.ofMinutes(5)))) {
            Session paid = patient.session();
            Session refused = patient.session();
            patient.submit(paid.getUrl(), debit("000123456789"));
            patient.submit(refused.getUrl(), debit("000111111113"));
            patient.standIn.advance(Duration.ofMinutes(5));

            patient.sink.next("checkout.session.async_payment_succeeded");
            assertThat(patient.again(paid).getPaymentStatus()).isEqualTo("paid");
            assertThat(patient.again(refused).getPaymentStatus()).isEqualTo("unpaid");
            assertThat(patient.get(refused.getUrl()).body()).contains("refused the debit");
        }
    }

    private static Map<String, String> debit(String account) {
        return Map.of("payment_method", "bank_debit", "email", "buyer@example.com", "account_number", account);
    }

    @Test
    void a_seller_may_leave_out_a_way_to_pay() throws StripeException {
        Session session =
                shop.session(Shop.order("ord_1").addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD));

        assertThat(shop.get(session.getUrl()).body()).doesNotContain("Bank debit");
        assertThat(shop.submit(session.getUrl(), debit("000123456789")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void what_people_write_is_harmless() throws StripeException {
        String script = "<script>alert('x')</script>\"&";
        Session session = shop.session(Shop.order("ord_1")
                .setCancelUrl("https://shop.example/?a=1&b=%22%3E")
                .addLineItem(Shop.item(script, 100, "usd", 2)));
        Map<String, String> form = new HashMap<>(Shop.card("4000000000000002"));
        form.put("name", script);
        form.put("card_number", script);

        for (String body : List.of(
                shop.get(session.getUrl()).body(),
                shop.get(session.getUrl() + "?card=%22%3E%3Cscript%3E").body(),
                shop.submit(session.getUrl(), form).body())) {
            assertThat(body)
                    .doesNotContain("<script")
                    .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;");
        }
        assertThat(shop.get(session.getUrl()).headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'none'");
    }

    @Test
    void a_session_that_is_not_there_is_404_and_a_broken_form_400() throws StripeException {
        assertThat(shop.get(shop.standIn.baseUrl() + "/pay/cs_test_none").statusCode())
                .isEqualTo(404);
        assertThat(shop.get(shop.standIn.baseUrl() + "/pay").statusCode()).isEqualTo(404);
        assertThat(shop.get(shop.session().getUrl() + "?card=%25zz").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_link_fills_in_a_card() throws StripeException {
        assertThat(shop.get(shop.session().getUrl() + "?card=4000000000000002").body())
                .contains("value=\"4000 0000 0000 0002\"");
    }
}
