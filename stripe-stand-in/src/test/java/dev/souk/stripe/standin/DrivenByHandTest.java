package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.webhook.WebhookFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrivenByHandTest {
    private static final String SECRET = "whsec_simulation";

    private record Handed(String body, String signature) {}

    private final VirtualClock clock = VirtualClock.startingAt(Shop.NOON);
    private final List<Handed> queue = new ArrayList<>();

    private StripeStandIn start(long seed) {
        return StripeStandIn.start(Options.inMemory()
                .withRequestsPerSecond(0)
                .withClock(clock)
                .withSeed(seed)
                .drivenByHand()
                .withWebhookSink((body, signature) -> queue.add(new Handed(body, signature)), SECRET));
    }

    private static Session session(StripeStandIn standIn) throws StripeException {
        return StripeClient.builder()
                .setApiKey(standIn.secretKey())
                .setApiBase(standIn.baseUrl().toString())
                .setMaxNetworkRetries(0)
                .build()
                .v1()
                .checkout()
                .sessions()
                .create(Shop.order("ord_1").build());
    }

    private List<String> types() {
        return queue.stream()
                .map(handed -> handed.body().replaceAll("(?s).*\"type\": \"([a-z_.]+)\".*", "$1"))
                .toList();
    }

    private List<String> history(long seed) throws StripeException {
        queue.clear();
        try (StripeStandIn standIn = start(seed)) {
            Session session = session(standIn);
            standIn.pay(session.getId(), PaymentForm.card("4242424242424242"));
            standIn.money()
                    .refundFromDashboard(
                            String.valueOf(standIn.sessions().getFirst().paymentIntent()), 500L);
            standIn.runDue();
            return queue.stream()
                    .map(handed -> handed.body() + handed.signature())
                    .map(text -> text.replaceAll("127\\.0\\.0\\.1:\\d+", "here"))
                    .toList();
        }
    }

    @Test
    void the_same_seed_gives_the_same_history_to_the_byte() throws StripeException {
        assertThat(history(7)).hasSize(6).isEqualTo(history(7)).isNotEqualTo(history(8));
    }

    @Test
    void the_api_answers_without_a_connection_too() {
        try (StripeStandIn standIn = start(1)) {
            Request request =
                    new Request("GET", "/v1/balance", "", Map.of("authorization", "Bearer " + standIn.secretKey()), "");
            assertThat(standIn.answer(request))
                    .isInstanceOfSatisfying(
                            Reply.class, reply -> assertThat(reply.body()).contains("\"object\": \"balance\""));
        }
    }

    @Test
    void nothing_happens_until_it_is_told_to() throws StripeException, SignatureVerificationException {
        try (StripeStandIn standIn = start(1)) {
            Session session = session(standIn);
            standIn.pay(session.getId(), PaymentForm.card("4242424242424242"));
            assertThat(queue).isEmpty();
            standIn.runDue();
            assertThat(types())
                    .containsExactly(
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "checkout.session.completed");
            Event event = Webhook.constructEvent(
                    queue.getLast().body(), queue.getLast().signature(), SECRET, Long.MAX_VALUE / 2);
            assertThat(event.getType()).isEqualTo("checkout.session.completed");
        }
    }

    @Test
    void time_passes_only_by_hand() throws StripeException {
        try (StripeStandIn standIn = start(1)) {
            session(standIn);
            assertThat(standIn.runDue()).hasValue(Shop.NOON.plus(Duration.ofHours(24)));
            clock.advance(Duration.ofHours(24));
            assertThat(queue).isEmpty();
            standIn.runDue();
            assertThat(types()).containsExactly("checkout.session.expired");
        }
    }

    @Test
    void who_throws_gets_the_event_again_later() throws StripeException {
        List<String> tries = new ArrayList<>();
        try (StripeStandIn standIn = StripeStandIn.start(
                Options.inMemory().withClock(clock).drivenByHand().withWebhookSink((body, signature) -> {
                    tries.add(body);
                    if (tries.size() == 1) {
                        throw new IllegalStateException("not now");
                    }
                }))) {
            standIn.expire(session(standIn).getId());
            assertThat(standIn.runDue()).hasValue(Shop.NOON.plusSeconds(1));
            assertThat(tries).hasSize(1);
            clock.advance(Duration.ofSeconds(1));
            standIn.runDue();
            assertThat(tries).hasSize(2);
        }
    }

    @Test
    void webhooks_come_in_the_order_that_was_asked_for() throws StripeException {
        try (StripeStandIn standIn = start(1)) {
            Session session = session(standIn);
            standIn.webhookFault(WebhookFault.REORDERED, "*", 3, Duration.ZERO);
            standIn.webhookFault(WebhookFault.DUPLICATED, "*", 1, Duration.ZERO);
            standIn.pay(session.getId(), PaymentForm.card("4242424242424242"));
            standIn.runDue();
            assertThat(types())
                    .containsExactly(
                            "payment_intent.succeeded",
                            "charge.succeeded",
                            "payment_intent.created",
                            "checkout.session.completed",
                            "checkout.session.completed");
        }
    }

    @Test
    void by_hand_each_event_goes_when_it_is_sent() throws StripeException {
        try (StripeStandIn standIn = start(1)) {
            standIn.pauseWebhooks();
            standIn.pay(session(standIn).getId(), PaymentForm.card("4242424242424242"));
            standIn.runDue();
            assertThat(queue).isEmpty();
            standIn.sendAgain(standIn.events().getFirst().event().id(), 1);
            assertThat(types()).containsExactly("checkout.session.completed");
            standIn.resumeWebhooks();
            standIn.runDue();
            assertThat(types()).hasSize(4).doesNotHaveDuplicates();
        }
    }
}
