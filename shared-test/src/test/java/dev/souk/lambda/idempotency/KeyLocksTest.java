package dev.souk.lambda.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may work under a key, when several would or somebody died. */
@Timeout(60)
class KeyLocksTest {
    private final KeyedRequests requests = new KeyedRequests();

    @AfterEach
    void close() {
        requests.close();
    }

    @Test
    void of_twenty_requests_at_once_one_is_done() throws Exception {
        CyclicBarrier together = new CyclicBarrier(20);
        List<Callable<Integer>> twenty = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            twenty.add(() -> {
                together.await();
                try {
                    return requests.once("{}", requests::creates).status();
                } catch (Refused e) {
                    return e.problem().status();
                }
            });
        }
        List<Integer> statuses = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(20)) {
            for (Future<Integer> one : pool.invokeAll(twenty)) {
                statuses.add(one.get());
            }
        }
        assertThat(requests.worked).hasSize(1);
        assertThat(statuses).contains(201).containsAnyOf(201, 409).isSubsetOf(201, 409);
    }

    @Test
    void while_a_request_runs_its_repetition_is_409_with_a_time_to_come_back() throws Exception {
        AtomicReference<Problem> told = new AtomicReference<>();
        requests.once("{}", id -> {
            told.set(KeyedRequests.refusal(() -> requests.once("{}", requests::creates)));
            return requests.creates(id);
        });
        assertThat(told.get().status()).isEqualTo(409);
        assertThat(told.get().code()).isEqualTo("request_in_progress");
        assertThat(told.get().retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(requests.worked).hasSize(1);
    }

    @Test
    void what_failed_unexpectedly_is_done_under_the_same_id_at_once() throws Exception {
        List<UUID> tried = new ArrayList<>();
        assertThatThrownBy(() -> requests.once("{}", id -> {
                    tried.add(id);
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> requests.once("{}", id -> {
                    tried.add(id);
                    throw new Refused(Problem.of(503, "payments_unavailable", "Later."));
                }))
                .isInstanceOf(Refused.class);
        requests.once("{}", id -> {
            tried.add(id);
            return HttpResponse.json(502, Map.of());
        });
        assertThat(KeyedRequests.refusal(() -> requests.once("{\"other\":1}", requests::creates))
                        .status())
                .as("something may have been created for the first body")
                .isEqualTo(422);
        requests.once("{}", requests::creates);
        assertThat(tried).hasSize(3).containsOnly(requests.worked.getFirst());
    }

    @Test
    void a_refusal_after_a_failure_does_not_free_the_key_since_something_may_stand_under_its_id() throws Exception {
        AtomicReference<UUID> first = new AtomicReference<>(UUID.randomUUID());
        assertThatThrownBy(() -> requests.once("{}", id -> {
                    first.set(id);
                    throw new IOException("after the order was written");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> requests.once("{}", _ -> {
                    throw new Refused(Problem.of(409, "product_not_for_sale", "No longer."));
                }))
                .isInstanceOf(Refused.class);
        requests.once("{}", requests::creates);
        assertThat(requests.worked).containsExactly(first.get());
    }

    @Test
    void a_key_whose_holder_died_is_taken_over_under_the_same_id_when_the_lock_is_over() throws Exception {
        UUID dead = dies("{}");
        assertThat(KeyedRequests.refusal(() -> requests.once("{}", requests::creates))
                        .status())
                .isEqualTo(409);
        requests.clock.advance(KeyedRequests.LOCK.minusMillis(1));
        assertThat(KeyedRequests.refusal(() -> requests.once("{}", requests::creates))
                        .status())
                .isEqualTo(409);
        requests.clock.advance(Duration.ofMillis(1));
        requests.once("{}", requests::creates);
        assertThat(requests.worked).containsExactly(dead);
    }

    @Test
    void of_many_who_would_take_over_one_does() throws Exception {
        dies("{}");
        requests.clock.advance(KeyedRequests.LOCK);
        CyclicBarrier together = new CyclicBarrier(10);
        CountDownLatch refused = new CountDownLatch(9);
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            takers.add(() -> {
                together.await();
                try {
                    requests.once("{}", id -> {
                        refused.await();
                        return requests.creates(id);
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
        assertThat(requests.worked).hasSize(1);
    }

    @Test
    void one_that_comes_back_late_can_neither_free_nor_answer_the_key_that_another_took_over() throws Exception {
        AtomicReference<HttpResponse> second = new AtomicReference<>();
        assertThatThrownBy(() -> requests.once("{}", _ -> {
                    requests.clock.advance(KeyedRequests.LOCK);
                    requests.once("{}", id -> {
                        second.set(requests.creates(id));
                        return second.get();
                    });
                    throw new Refused(Problem.of(409, "product_not_for_sale", "No."));
                }))
                .isInstanceOf(Refused.class);
        HttpResponse replayed = requests.once("{}", requests::creates);
        assertThat(replayed.body()).isEqualTo(second.get().body());
        assertThat(requests.worked).hasSize(1);
    }

    @Test
    void one_that_comes_back_late_does_not_unlock_the_one_that_took_over() throws Exception {
        AtomicInteger status = new AtomicInteger();
        Thread[] late = new Thread[1];
        CountDownLatch lateMayFail = new CountDownLatch(1);
        CountDownLatch lateRuns = new CountDownLatch(1);
        late[0] = Thread.ofPlatform().start(() -> {
            try {
                requests.once("{}", _ -> {
                    lateRuns.countDown();
                    lateMayFail.await();
                    throw new Refused(Problem.of(422, "invalid_fields", "No."));
                });
            } catch (Exception _) {
                // That is what it does.
            }
        });
        lateRuns.await();
        requests.clock.advance(KeyedRequests.LOCK);
        requests.once("{}", id -> {
            lateMayFail.countDown();
            late[0].join();
            status.set(KeyedRequests.refusal(() -> requests.once("{}", requests::creates))
                    .status());
            return requests.creates(id);
        });
        assertThat(status.get()).isEqualTo(409);
        assertThat(requests.worked).hasSize(1);
    }

    @Test
    void what_went_wrong_first_is_what_is_told_even_when_the_key_cannot_be_released() {
        assertThatThrownBy(() -> requests.once("{}", _ -> {
                    requests.database.update("RENAME TABLE " + KeyedRequests.TABLE + " TO elsewhere");
                    throw new IOException("the first");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the first");
        requests.database.update("RENAME TABLE elsewhere TO " + KeyedRequests.TABLE);
    }

    /** Somebody claims the key and is killed at its work: nothing of what would happen after a failure happens. */
    private UUID dies(String body) throws Exception {
        CompletableFuture<UUID> id = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                requests.once(body, mine -> {
                    id.complete(mine);
                    new CountDownLatch(1).await();
                    return requests.creates(mine);
                });
            } catch (Exception e) {
                id.completeExceptionally(e);
            }
        });
        return id.get();
    }
}
