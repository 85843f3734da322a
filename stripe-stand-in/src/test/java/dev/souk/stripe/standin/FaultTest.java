package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.stripe.standin.webhook.WebhookFault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    private Refund refund(Charge charge, String key) throws StripeException {
        return shop.stripe
                .v1()
                .refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(charge.getPaymentIntent())
                                .build(),
                        Shop.key(key));
    }

    @Test
    void a_fault_can_be_for_one_operation_only() throws StripeException {
        Charge charge = shop.paid();
        shop.standIn.outage(
                Fault.SERVER_ERROR_AFTER_EFFECT,
                call -> call.operation().equals("POST /v1/refunds") && "k1".equals(call.idempotencyKey()),
                1,
                Duration.ZERO);

        shop.session();
        assertThatThrownBy(() -> refund(charge, "k1")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> refund(charge, "k1")).isInstanceOf(ApiException.class);
        assertThat(shop.charge(charge.getId()).getAmountRefunded()).isEqualTo(1250);
        assertThat(shop.standIn.outagesAhead()).isZero();
    }

    @Test
    void an_answer_that_is_cut_short_is_found_again_by_its_key() throws StripeException {
        Charge charge = shop.paid();
        // Once is enough: no client asks again by itself when it has seen an answer begin.
        shop.standIn.outage(Fault.CONNECTION_CUT, 1, Duration.ZERO);

        assertThatThrownBy(() -> refund(charge, "k1")).isInstanceOf(ApiConnectionException.class);
        assertThat(shop.charge(charge.getId()).getAmountRefunded()).isEqualTo(1250);
        Refund again = refund(charge, "k1");
        assertThat(again.getAmount()).isEqualTo(1250);
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
    }

    @Test
    void a_500_that_stripe_does_not_remember_can_be_tried_again() throws StripeException {
        Charge charge = shop.paid();
        shop.standIn.outage(Fault.SERVER_ERROR_FORGOTTEN, 1, Duration.ZERO);

        assertThatThrownBy(() -> refund(charge, "k1")).isInstanceOf(ApiException.class);
        assertThat(refund(charge, "k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void a_key_can_be_said_to_be_in_use() throws StripeException {
        Charge charge = shop.paid();
        shop.standIn.outage(Fault.KEY_IN_USE, 1, Duration.ZERO);

        assertThatThrownBy(() -> refund(charge, "k1")).isInstanceOfSatisfying(StripeException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(409);
            assertThat(e.getCode()).isEqualTo("idempotency_key_in_use");
        });
        assertThat(refund(charge, "k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void a_dropped_webhook_never_comes_and_the_list_of_events_says_so() throws StripeException {
        shop.standIn.webhookFault(WebhookFault.DROPPED, "charge.refunded", 1, Duration.ZERO);
        refund(shop.paid(), "k1");
        refund(shop.paid(), "k2");

        shop.sink.next("charge.refunded");
        Eventually.until(() ->
                shop.standIn.events().stream().filter(log -> !log.delivered()).count() == 1);
        assertThat(shop.api("GET", "/v1/events?delivery_success=false", "").body())
                .contains("\"type\": \"charge.refunded\"");
        shop.standIn.sendAgain(undelivered(), 1);
        shop.sink.next("charge.refunded");
        assertThat(shop.standIn.events()).allMatch(log -> log.delivered());
    }

    private String undelivered() {
        return shop.standIn.events().stream()
                .filter(log -> !log.delivered())
                .findFirst()
                .orElseThrow()
                .event()
                .id();
    }

    @Test
    void a_webhook_can_come_twice() throws StripeException {
        shop.standIn.webhookFault(WebhookFault.DUPLICATED, "charge.refunded", 1, Duration.ZERO);
        refund(shop.paid(), "k1");

        assertThat(shop.sink.next("charge.refunded").payload()).contains("evt_");
        shop.sink.next("charge.refunded");
    }

    @Test
    void a_webhook_can_be_late() throws StripeException {
        shop.standIn.webhookFault(WebhookFault.DELAYED, "charge.refund*", 1, Duration.ofHours(3));
        refund(shop.paid(), "k1");
        shop.sink.next("refund.created");
        shop.standIn.advance(Duration.ofHours(2));
        assertThat(shop.sink.drain()).noneMatch(received -> received.is("charge.refunded"));
        shop.standIn.advance(Duration.ofHours(1));
        shop.sink.next("charge.refunded");
    }

    @Test
    void a_webhook_can_be_of_another_version() throws StripeException {
        shop.standIn.webhookFault(WebhookFault.OTHER_VERSION, "charge.refunded", 1, Duration.ZERO);
        refund(shop.paid(), "k1");

        assertThat(shop.sink.next("charge.refunded").payload()).contains("\"api_version\": \"2020-08-27\"");
    }
}
