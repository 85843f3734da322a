package dev.souk.lambda.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.id.IdSource;
import dev.souk.test.HandClock;
import dev.souk.test.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IdempotencyKeysTest {
    private static final String TABLE = "purchases_idempotency_keys";
    private static final String KEY = "3f1c9b1e-6a52-4c1a-9f6e-0c8f7d2b5a10";
    private static final Duration LOCK = Duration.ofSeconds(30);
    private static final TestDatabase SCHEMA = TestDatabase.fresh();

    private final HandClock clock = HandClock.now();
    private final Database database = SCHEMA.open();
    private final IdempotencyKeys keys = new IdempotencyKeys(TABLE, database, IdSource.uuidV7(clock), clock, LOCK);
    private final List<UUID> worked = java.util.Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void clear() {
        database.update("DELETE FROM " + TABLE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_repetition_gets_the_first_answer_and_is_told_so() throws Exception {
        HttpResponse first = once("{\"a\":1}", this::creates);
        HttpResponse again = once("{\"a\":1}", this::creates);

        assertThat(first.headers()).doesNotContainKey("Idempotent-Replayed");
        assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().get("Location")).isEqualTo(first.headers().get("Location"));
        assertThat(worked).hasSize(1);
    }

    @Test
    void an_answer_without_a_body_and_one_of_any_text_are_replayed_as_they_were() throws Exception {
        once("{}", _ -> new HttpResponse(204, Map.of(), null));
        assertThat(once("{}", this::creates).status()).isEqualTo(204);
        clear();
        once("{}", _ -> HttpResponse.ok(Map.of("text", "é😀\"\\\n")));
        assertThat(once("{}", this::creates).body())
                .isEqualTo(HttpResponse.ok(Map.of("text", "é😀\"\\\n")).body());
        assertThat(worked).isEmpty();
    }

    @Test
    void the_same_key_with_another_request_is_422_and_does_nothing() throws Exception {
        once("{\"a\":1}", this::creates);
        assertThat(refusal(() -> once("{\"a\":2}", this::creates)).code()).isEqualTo("idempotency_key_reused");
        assertThat(refusal(() -> keys.once(request("/v1/products", "{\"a\":1}"), "buyer", KEY, this::creates))
                        .status())
                .isEqualTo(422);
        assertThat(worked).hasSize(1);
    }

    @Test
    void the_same_key_of_two_callers_is_two_keys() throws Exception {
        keys.once(request("/v1/orders", "{}"), "user a", KEY, this::creates);
        keys.once(request("/v1/orders", "{\"other\":1}"), "user b", KEY, this::creates);
        keys.once(request("/v1/orders", "{}"), "guest", KEY, this::creates);
        assertThat(worked).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void of_twenty_requests_at_once_one_is_done() throws Exception {
        CyclicBarrier together = new CyclicBarrier(20);
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(() -> {
                together.await();
                try {
                    return once("{}", this::creates).status();
                } catch (Refused e) {
                    return e.problem().status();
                }
            });
        }
        List<Integer> statuses = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(20)) {
            for (Future<Integer> one : pool.invokeAll(requests)) {
                statuses.add(one.get());
            }
        }
        assertThat(worked).hasSize(1);
        assertThat(statuses).contains(201).containsAnyOf(201, 409).isSubsetOf(201, 409);
    }

    @Test
    void while_a_request_runs_its_repetition_is_409_with_a_time_to_come_back() throws Exception {
        AtomicReference<Problem> told = new AtomicReference<>();
        once("{}", id -> {
            told.set(refusal(() -> once("{}", this::creates)));
            return creates(id);
        });
        assertThat(told.get().status()).isEqualTo(409);
        assertThat(told.get().code()).isEqualTo("request_in_progress");
        assertThat(told.get().retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(worked).hasSize(1);
    }

    @Test
    void a_refusal_frees_the_key_for_a_corrected_request() throws Exception {
        assertThatThrownBy(() -> once("{\"wrong\":1}", _ -> {
                    throw new Refused(Problem.of(422, "invalid_fields", "No."));
                }))
                .isInstanceOf(Refused.class);
        assertThat(once("{\"wrong\":2}", _ -> HttpResponse.json(409, Map.of())).status())
                .isEqualTo(409);
        assertThat(once("{\"right\":1}", this::creates).status()).isEqualTo(201);
        assertThat(worked).hasSize(1);
    }

    @Test
    void what_failed_unexpectedly_is_done_under_the_same_id_at_once() throws Exception {
        List<UUID> tried = new ArrayList<>();
        assertThatThrownBy(() -> once("{}", id -> {
                    tried.add(id);
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> once("{}", id -> {
                    tried.add(id);
                    throw new Refused(Problem.of(503, "payments_unavailable", "Later."));
                }))
                .isInstanceOf(Refused.class);
        once("{}", id -> {
            tried.add(id);
            return HttpResponse.json(502, Map.of());
        });
        assertThat(refusal(() -> once("{\"other\":1}", this::creates)).status())
                .as("something may have been created for the first body")
                .isEqualTo(422);
        once("{}", this::creates);
        assertThat(tried).hasSize(3).containsOnly(worked.getFirst());
    }

    @Test
    void a_refusal_after_a_failure_does_not_free_the_key_since_something_may_stand_under_its_id() throws Exception {
        AtomicReference<UUID> first = new AtomicReference<>(UUID.randomUUID());
        assertThatThrownBy(() -> once("{}", id -> {
                    first.set(id);
                    throw new IOException("after the order was written");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> once("{}", _ -> {
                    throw new Refused(Problem.of(409, "product_not_for_sale", "No longer."));
                }))
                .isInstanceOf(Refused.class);
        once("{}", this::creates);
        assertThat(worked).containsExactly(first.get());
    }

    @Test
    void a_key_whose_holder_died_is_taken_over_under_the_same_id_when_the_lock_is_over() throws Exception {
        UUID dead = dies("{}");
        assertThat(refusal(() -> once("{}", this::creates)).status()).isEqualTo(409);
        clock.advance(LOCK.minusMillis(1));
        assertThat(refusal(() -> once("{}", this::creates)).status()).isEqualTo(409);
        clock.advance(Duration.ofMillis(1));
        once("{}", this::creates);
        assertThat(worked).containsExactly(dead);
    }

    @Test
    void of_many_who_would_take_over_one_does() throws Exception {
        dies("{}");
        clock.advance(LOCK);
        CyclicBarrier together = new CyclicBarrier(10);
        CountDownLatch refused = new CountDownLatch(9);
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            takers.add(() -> {
                together.await();
                try {
                    once("{}", id -> {
                        refused.await();
                        return creates(id);
                    });
                    return true;
                } catch (Refused e) {
                    refused.countDown();
                    return false;
                }
            });
        }
        int took = 0;
        try (var pool = Executors.newFixedThreadPool(10)) {
            for (Future<Boolean> one : pool.invokeAll(takers)) {
                took += one.get() ? 1 : 0;
            }
        }
        assertThat(took).isEqualTo(1);
        assertThat(worked).hasSize(1);
    }

    @Test
    void one_that_comes_back_late_can_neither_free_nor_answer_the_key_that_another_took_over() throws Exception {
        AtomicReference<HttpResponse> second = new AtomicReference<>();
        assertThatThrownBy(() -> once("{}", _ -> {
                    clock.advance(LOCK);
                    once("{}", id -> {
                        second.set(creates(id));
                        return second.get();
                    });
                    throw new Refused(Problem.of(409, "product_not_for_sale", "No."));
                }))
                .isInstanceOf(Refused.class);
        HttpResponse replayed = once("{}", this::creates);
        assertThat(replayed.body()).isEqualTo(second.get().body());
        assertThat(worked).hasSize(1);
    }

    @Test
    void one_that_comes_back_late_does_not_unlock_the_one_that_took_over() throws Exception {
        AtomicInteger status = new AtomicInteger();
        Thread[] late = new Thread[1];
        CountDownLatch lateMayFail = new CountDownLatch(1);
        CountDownLatch lateRuns = new CountDownLatch(1);
        late[0] = Thread.ofPlatform().start(() -> {
            try {
                once("{}", _ -> {
                    lateRuns.countDown();
                    lateMayFail.await();
                    throw new Refused(Problem.of(422, "invalid_fields", "No."));
                });
            } catch (Exception _) {
                // That is what it does.
            }
        });
        lateRuns.await();
        clock.advance(LOCK);
        once("{}", id -> {
            lateMayFail.countDown();
            late[0].join();
            status.set(refusal(() -> once("{}", this::creates)).status());
            return creates(id);
        });
        assertThat(status.get()).isEqualTo(409);
        assertThat(worked).hasSize(1);
    }

    @Test
    void what_went_wrong_first_is_what_is_told_even_when_the_key_cannot_be_released() {
        assertThatThrownBy(() -> once("{}", _ -> {
                    database.update("RENAME TABLE " + TABLE + " TO elsewhere");
                    throw new IOException("the first");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the first");
        database.update("RENAME TABLE elsewhere TO " + TABLE);
    }

    @Test
    void the_key_itself_is_nowhere_in_the_table() throws Exception {
        once("{\"secret\":\"body\"}", this::creates);
        String row = database.first(
                        "SELECT CONCAT_WS('|', HEX(scope), HEX(key_hash), HEX(fingerprint), headers, body) AS r FROM "
                                + TABLE,
                        found -> found.text("r"))
                .orElseThrow();
        String hex = java.util.HexFormat.of().withUpperCase().formatHex(KEY.getBytes(StandardCharsets.UTF_8));
        assertThat(row).doesNotContain(KEY, hex, "buyer", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "fifteen-chars-x",
                "sixteen chars xx",
                "tab\tin-the-middle-of-it",
                "é234567890123456"
            })
    void a_key_that_is_none_is_400(String key) {
        Refused refused = catchThrowableOfType(Refused.class, () -> IdempotencyKeys.require(withKey(key)));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().code()).isEqualTo("invalid_idempotency_key");
        assertThat(refused.problem().errors().getFirst().field()).isEqualTo("Idempotency-Key");
    }

    @Test
    void a_missing_key_is_400_and_the_bounds_are_16_and_255() {
        Refused missing =
                catchThrowableOfType(Refused.class, () -> IdempotencyKeys.require(request("/v1/orders", "{}")));
        assertThat(missing.problem().code()).isEqualTo("idempotency_key_required");
        assertThat(IdempotencyKeys.find(request("/v1/orders", "{}"))).isEmpty();
        assertThat(IdempotencyKeys.require(withKey("x".repeat(16)))).hasSize(16);
        assertThat(IdempotencyKeys.require(withKey("~".repeat(255)))).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKeys.require(withKey("x".repeat(256))))
                .isInstanceOf(Refused.class);
    }

    private HttpResponse creates(UUID id) {
        worked.add(id);
        return HttpResponse.created("/v1/orders/" + id, Map.of("id", id.toString()));
    }

    /** Somebody claims the key and is killed at its work: nothing of what would happen after a failure happens. */
    private UUID dies(String body) throws Exception {
        AtomicReference<UUID> id = new AtomicReference<>(UUID.randomUUID());
        Thread killed = Thread.ofPlatform().daemon().start(() -> {
            try {
                once(body, mine -> {
                    id.set(mine);
                    synchronized (id) {
                        id.notifyAll();
                    }
                    new CountDownLatch(1).await();
                    return creates(mine);
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        UUID before = id.get();
        synchronized (id) {
            while (id.get().equals(before)) {
                id.wait();
            }
        }
        assertThat(killed.isAlive()).isTrue();
        return id.get();
    }

    private HttpResponse once(String body, IdempotencyKeys.Work work) throws Exception {
        return keys.once(request("/v1/orders", body), "buyer", KEY, work);
    }

    private static Problem refusal(Callable<HttpResponse> call) {
        Refused refused = catchThrowableOfType(Refused.class, call::call);
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    private static HttpRequest withKey(String key) {
        HttpRequest plain = request("/v1/orders", "{}");
        return new HttpRequest(
                plain.requestId(),
                plain.operation(),
                plain.method(),
                plain.path(),
                Map.of(),
                Map.of(),
                Map.of("idempotency-key", List.of(key)),
                plain.body(),
                Optional.empty());
    }

    private static HttpRequest request(String path, String body) {
        return new HttpRequest(
                "request",
                "createOrder",
                "POST",
                path,
                Map.of(),
                Map.of(),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }
}
