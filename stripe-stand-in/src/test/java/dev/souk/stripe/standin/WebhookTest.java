package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeObject;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import dev.souk.stripe.standin.control.EventLog;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.webhook.Attempt;
import dev.souk.stripe.standin.webhook.Delivery;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final String COMPLETED = "checkout.session.completed";

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    private Event read(WebhookSink.Received received, String secret) throws SignatureVerificationException {
        return Webhook.constructEvent(received.payload(), received.signature(), secret, 300, shop.clock);
    }

    private Session pay() throws Exception {
        Session session = shop.session();
        shop.standIn.pay(session.getId(), PaymentForm.card("4242424242424242"));
        return session;
    }

    @Test
    void a_payment_is_told_in_an_event_that_stripe_java_reads() throws Exception {
        Session session = pay();
        Event event = read(shop.sink.next(COMPLETED), shop.standIn.webhookSecret());

        assertThat(event.getApiVersion()).isEqualTo(Stripe.API_VERSION);
        assertThat(event.getId()).startsWith("evt_");
        StripeObject object = event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(object).isInstanceOfSatisfying(Session.class, paid -> {
            assertThat(paid.getId()).isEqualTo(session.getId());
            assertThat(paid.getPaymentStatus()).isEqualTo("paid");
            assertThat(paid.getClientReferenceId()).isEqualTo("ord_1");
        });
    }

    @Test
    void by_the_real_clock_the_plain_check_of_stripe_java_passes_too() throws Exception {
        try (WebhookSink sink = new WebhookSink();
                StripeStandIn real = StripeStandIn.start(
                        Options.inMemory().withClock(Clock.systemUTC()).withWebhook(sink.url(), "whsec_given"))) {
            Session session = StripeClient.builder()
                    .setApiKey(real.secretKey())
                    .setApiBase(real.baseUrl().toString())
                    .build()
                    .v1()
                    .checkout()
                    .sessions()
                    .create(Shop.order("ord_1").build());
            real.pay(session.getId(), PaymentForm.card("4242424242424242"));
            WebhookSink.Received received = sink.next(COMPLETED);

            assertThat(real.webhookSecret()).isEqualTo("whsec_given");
            assertThat(Webhook.constructEvent(received.payload(), received.signature(), "whsec_given")
                            .getType())
                    .isEqualTo(COMPLETED);
        }
    }

    @Test
    void every_object_in_an_event_is_one_that_stripe_java_knows() throws Exception {
        Session declined = shop.session();
        shop.standIn.pay(declined.getId(), PaymentForm.card("4000000000000002"));
        shop.stripe.v1().checkout().sessions().expire(declined.getId());
        Session debit = shop.session();
        shop.standIn.pay(debit.getId(), PaymentForm.bankDebit(true));
        shop.standIn.settle(debit.getId(), true);
        Session refused = shop.session();
        shop.standIn.pay(refused.getId(), PaymentForm.bankDebit(false));
        shop.standIn.settle(refused.getId(), false);
        pay();

        List<Event> events = shop.stripe
                .v1()
                .events()
                .list(EventListParams.builder().setLimit(100L).build())
                .getData();
        assertThat(events)
                .extracting(Event::getType)
                .contains(
                        "payment_intent.created",
                        "payment_intent.payment_failed",
                        "payment_intent.processing",
                        "payment_intent.succeeded",
                        "charge.failed",
                        "charge.pending",
                        "charge.succeeded",
                        COMPLETED,
                        "checkout.session.expired",
                        "checkout.session.async_payment_succeeded",
                        "checkout.session.async_payment_failed");
        assertThat(events)
                .allSatisfy(
                        event -> assertThat(event.getDataObjectDeserializer().getObject())
                                .isPresent());
        assertThat(shop.stripe.v1().events().retrieve(events.getFirst().getId()).getType())
                .isEqualTo(events.getFirst().getType());
    }

    @Test
    void a_declined_payment_tells_why_and_by_which_order() throws Exception {
        Session session = shop.session();
        shop.standIn.pay(session.getId(), PaymentForm.card("4000000000009995"));
        Event event = read(shop.sink.next("payment_intent.payment_failed"), shop.standIn.webhookSecret());

        PaymentIntent intent =
                (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo("insufficient_funds");
        assertThat(intent.getMetadata()).containsEntry("order", "ord_1");
        assertThat(shop.again(session).getStatus()).isEqualTo("open");
    }

    @Test
    void an_endpoint_that_fails_is_tried_again_until_it_does_not() throws Exception {
        shop.standIn.pauseWebhooks();
        Session session = shop.session();
        shop.stripe.v1().checkout().sessions().expire(session.getId());
        shop.sink.answer(500, 404, 302);
        shop.standIn.resumeWebhooks();

        for (int attempts = 1; attempts <= 3; attempts++) {
            shop.sink.next("checkout.session.expired");
            int soFar = attempts;
            Eventually.until(() -> delivery().attemptCount() == soFar);
            assertThat(delivery().status()).isEqualTo(Delivery.Status.PENDING);
            shop.standIn.advance(Duration.ofMinutes(1));
        }
        shop.sink.next("checkout.session.expired");
        Eventually.until(() -> delivery().status() == Delivery.Status.DELIVERED);
        assertThat(delivery().attempts()).extracting(Attempt::httpStatus).containsExactly(500, 404, 302, 200);
    }

    private Delivery delivery() {
        return shop.standIn.events().getFirst().deliveries().getFirst();
    }

    @Test
    void nobody_is_tried_for_more_than_three_days() throws Exception {
        Session session = shop.session();
        shop.standIn.deliverTo(URI.create("http://127.0.0.1:1/nobody"));
        shop.stripe.v1().checkout().sessions().expire(session.getId());

        Eventually.until(() -> delivery().attemptCount() == 1);
        assertThat(delivery().attempts().getFirst().error()).contains("ConnectException");
        shop.standIn.advance(Duration.ofDays(3));
        Eventually.until(() -> delivery().status() == Delivery.Status.GIVEN_UP);
    }

    @Test
    void an_event_can_be_sent_many_times_at_once() throws Exception {
        pay();
        shop.sink.next(COMPLETED);
        Eventually.until(() -> shop.standIn.events().stream().allMatch(EventLog::delivered));
        shop.sink.drain();
        String id = shop.standIn.events().stream()
                .filter(log -> log.event().type().equals(COMPLETED))
                .findFirst()
                .orElseThrow()
                .event()
                .id();

        List<Attempt> attempts = shop.standIn.sendAgain(id, 5);

        assertThat(attempts).hasSize(5).allMatch(Attempt::succeeded);
        assertThat(shop.sink.drain())
                .hasSize(5)
                .allSatisfy(received -> assertThat(
                                read(received, shop.standIn.webhookSecret()).getId())
                        .isEqualTo(id));
    }

    @Test
    void while_a_secret_is_changed_both_sign() throws Exception {
        shop.standIn.deliverTo(shop.sink.url(), "whsec_new", "whsec_old");
        pay();
        WebhookSink.Received received = shop.sink.next(COMPLETED);

        assertThat(read(received, "whsec_new").getType()).isEqualTo(COMPLETED);
        assertThat(read(received, "whsec_old").getType()).isEqualTo(COMPLETED);
        assertThatThrownBy(() -> read(received, "whsec_other")).isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void events_wait_for_an_address() throws Exception {
        try (StripeStandIn early = StripeStandIn.start(Options.inMemory().withClock(shop.clock));
                WebhookSink late = new WebhookSink()) {
            Session session = StripeClient.builder()
                    .setApiKey(early.secretKey())
                    .setApiBase(early.baseUrl().toString())
                    .build()
                    .v1()
                    .checkout()
                    .sessions()
                    .create(Shop.order("ord_1").build());
            early.expire(session.getId());
            early.deliverTo(late.url());

            late.next("checkout.session.expired");
        }
    }

    @Test
    void endpoints_made_by_the_api_get_what_they_asked_for_in_their_version() throws Exception {
        try (WebhookSink other = new WebhookSink()) {
            WebhookEndpoint endpoint = shop.stripe
                    .v1()
                    .webhookEndpoints()
                    .create(WebhookEndpointCreateParams.builder()
                            .setUrl(other.url().toString())
                            .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.CHECKOUT__SESSION__COMPLETED)
                            .setApiVersion(WebhookEndpointCreateParams.ApiVersion.VERSION_2025_03_31_BASIL)
                            .build());
            pay();
            WebhookSink.Received received = other.next(COMPLETED);
            Event event = read(received, endpoint.getSecret());

            assertThat(event.getApiVersion()).isEqualTo("2025-03-31.basil");
            assertThat(event.getDataObjectDeserializer().getObject()).isEmpty();
            Eventually.until(() -> shop.standIn.events().stream().allMatch(EventLog::delivered));
            assertThat(other.drain()).isEmpty();
            assertThat(shop.stripe.v1().webhookEndpoints().list().getData()).hasSize(2);
            assertThat(shop.stripe
                            .v1()
                            .webhookEndpoints()
                            .retrieve(endpoint.getId())
                            .getSecret())
                    .isNull();
            assertThat(shop.stripe
                            .v1()
                            .webhookEndpoints()
                            .delete(endpoint.getId())
                            .getDeleted())
                    .isTrue();
            assertThat(shop.stripe.v1().webhookEndpoints().list().getData()).hasSize(1);
        }
    }

    @Test
    void an_event_names_the_request_that_caused_it() throws Exception {
        Session session = shop.session();
        RequestOptions key = Shop.key("k1");
        Session expired = shop.stripe.v1().checkout().sessions().expire(session.getId(), key);
        Event event = read(shop.sink.next("checkout.session.expired"), shop.standIn.webhookSecret());

        assertThat(event.getRequest().getId())
                .isEqualTo(expired.getLastResponse().requestId());
        assertThat(event.getRequest().getIdempotencyKey()).isEqualTo("k1");
    }

    @Test
    void hundreds_of_payments_at_once_are_all_told() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Session> payment = this::pay;
            assertThat(threads.invokeAll(Collections.nCopies(200, payment)))
                    .allSatisfy(paid -> assertThat(paid.state()).isEqualTo(Future.State.SUCCESS));
        }
        Eventually.until(() -> shop.standIn.events().stream().allMatch(EventLog::delivered));
        assertThat(shop.sink.drain().stream().filter(received -> received.is(COMPLETED)))
                .hasSize(200);
    }
}
