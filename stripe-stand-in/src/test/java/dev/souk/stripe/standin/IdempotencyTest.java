package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import dev.souk.stripe.standin.api.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    /** When a connection is dropped, the JDK's own client tries a POST a second time without telling anybody. */
    private static final int TRIES = 2;

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    private Session open(String reference, String key) throws StripeException {
        return shop.stripe
                .v1()
                .checkout()
                .sessions()
                .create(Shop.order(reference).build(), Shop.key(key));
    }

    @Test
    void the_same_key_gives_the_same_session() throws StripeException {
        Session first = open("ord_1", "k1");
        Session second = open("ord_1", "k1");

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(shop.standIn.sessions()).hasSize(1);
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(second.getLastResponse().headers().firstValue("Original-Request"))
                .hasValue(first.getLastResponse().requestId());
        assertThat(second.getLastResponse().idempotencyKey()).isEqualTo("k1");
    }

    @Test
    void the_same_key_with_other_parameters_is_an_error() throws StripeException {
        Session first = open("ord_1", "k1");

        assertThatThrownBy(() -> open("ord_2", "k1"))
                .isInstanceOfSatisfying(
                        IdempotencyException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(400));
        assertThatThrownBy(() -> shop.stripe.v1().checkout().sessions().expire(first.getId(), Shop.key("k1")))
                .isInstanceOf(IdempotencyException.class)
                .hasMessageContaining("same endpoint");
        assertThat(shop.standIn.sessions()).hasSize(1);
    }

    @Test
    void a_key_is_forgotten_after_a_day() throws StripeException {
        Session first = open("ord_1", "k1");
        shop.clock.advance(Duration.ofHours(24));

        assertThat(open("ord_1", "k1").getId()).isNotEqualTo(first.getId());
    }

    @Test
    void a_complaint_about_parameters_is_not_remembered() throws StripeException {
        SessionCreateParams wrong =
                Shop.order("ord_1").setCustomerEmail("nobody").build();

        assertThatThrownBy(() -> shop.stripe.v1().checkout().sessions().create(wrong, Shop.key("k1")))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(open("ord_1", "k1").getStatus()).isEqualTo("open");
    }

    @Test
    void a_500_is_replayed_and_another_key_gets_through() throws StripeException {
        shop.standIn.outage(Fault.SERVER_ERROR, 1, Duration.ZERO);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> open("ord_1", "k1"))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            e -> assertThat(e.getStatusCode()).isEqualTo(500));
        }
        assertThat(shop.standIn.sessions()).isEmpty();
        assertThat(open("ord_1", "k2").getStatus()).isEqualTo("open");
    }

    @Test
    void a_500_may_hide_that_the_session_was_made() {
        shop.standIn.outage(Fault.SERVER_ERROR_AFTER_EFFECT, 1, Duration.ZERO);

        assertThatThrownBy(() -> open("ord_1", "k1")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> open("ord_1", "k1")).isInstanceOf(ApiException.class);
        assertThat(shop.standIn.sessions()).hasSize(1);
    }

    @Test
    void an_answer_that_was_lost_is_found_again_by_its_key() throws StripeException {
        shop.standIn.outage(Fault.TIMEOUT_AFTER_EFFECT, TRIES, Duration.ZERO);

        assertThatThrownBy(() -> open("ord_1", "k1")).isInstanceOf(ApiConnectionException.class);
        assertThat(open("ord_1", "k1").getId())
                .isEqualTo(shop.standIn.sessions().getFirst().id());
        assertThat(shop.standIn.sessions()).hasSize(1);
    }

    @Test
    void a_request_that_never_arrived_did_nothing() throws StripeException {
        shop.standIn.outage(Fault.TIMEOUT_BEFORE_EFFECT, TRIES, Duration.ZERO);

        assertThatThrownBy(() -> open("ord_1", "k1")).isInstanceOf(ApiConnectionException.class);
        assertThat(shop.standIn.sessions()).isEmpty();
    }

    @Test
    void a_limit_on_order_hits_the_next_requests_only() throws StripeException {
        shop.standIn.outage(Fault.RATE_LIMITED, 2, Duration.ZERO);

        assertThatThrownBy(() -> open("ord_1", "k1")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> open("ord_1", "k1")).isInstanceOf(RateLimitException.class);
        assertThat(open("ord_1", "k1").getStatus()).isEqualTo("open");
    }

    @Test
    void a_key_in_use_is_a_conflict() throws Exception {
        shop.standIn.outage(Fault.SLOW, 1, Duration.ofSeconds(2));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Session> slow = threads.submit(() -> open("ord_1", "k1"));
            Eventually.until(() -> shop.standIn.outagesAhead() == 0);

            Eventually.until(() -> {
                try {
                    return slow.isDone() || open("ord_1", "k1") == null;
                } catch (StripeException e) {
                    return e.getStatusCode() == 409;
                }
            });
            assertThat(slow.get(20, TimeUnit.SECONDS).getId())
                    .isEqualTo(open("ord_1", "k1").getId());
        }
        assertThat(shop.standIn.sessions()).hasSize(1);
    }

    @Test
    void hundreds_at_once_with_one_key_make_one_session() throws Exception {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        Callable<Boolean> attempt = () -> {
            try {
                return ids.add(open("ord_1", "k1").getId());
            } catch (ApiException e) {
                return e.getStatusCode() == 409;
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(Collections.nCopies(300, attempt)))
                    .allSatisfy(done -> assertThat(done.state()).isEqualTo(Future.State.SUCCESS));
        }
        assertThat(ids).hasSize(1);
        assertThat(shop.standIn.sessions()).hasSize(1);
    }

    @Test
    void each_endpoint_has_a_limit_of_its_own() throws StripeException {
        try (Shop limited = Shop.open(Options.inMemory().withRequestsPerSecond(0.001))) {
            Session session = limited.session();

            assertThatThrownBy(limited::session).isInstanceOfSatisfying(RateLimitException.class, e -> {
                assertThat(e.getStatusCode()).isEqualTo(429);
                assertThat(e.getCode()).isEqualTo("rate_limit");
            });
            assertThat(limited.again(session).getStatus()).isEqualTo("open");
        }
    }
}
