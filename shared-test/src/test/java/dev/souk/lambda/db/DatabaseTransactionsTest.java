package dev.souk.lambda.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatabaseTransactionsTest {
    private final Database database = Tables.DATABASE.open();
    private final Database other = Tables.DATABASE.open();

    @BeforeEach
    void twoNotes() {
        Tables.clear(database);
        Tables.put(database, 1, "one");
        Tables.put(database, 2, "two");
    }

    @AfterEach
    void stop() {
        database.close();
        other.close();
    }

    @Test
    void all_is_kept_when_the_work_returns_and_nothing_when_it_throws() {
        assertThat(database.<String>transaction(tx -> {
                    Tables.put(tx, 3, "three");
                    return "done";
                }))
                .isEqualTo("done");
        assertThatThrownBy(() -> database.transaction(tx -> {
                    Tables.put(tx, 4, "four");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(Tables.count(other)).isEqualTo(3);
        Tables.put(database, 5, "five");
        assertThat(Tables.count(other)).isEqualTo(4);
    }

    @Test
    void two_transactions_in_each_others_way_both_succeed() throws Exception {
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> done =
                    pool.invokeAll(List.of(swap(1, 2, bothHoldOne, attempts), swap(2, 1, bothHoldOne, attempts)));
            for (Future<Boolean> one : done) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(attempts.get()).as("one of them was undone and ran again").isGreaterThanOrEqualTo(3);
        assertThat(Tables.text(other, 1).length()).isEqualTo("one".length() + 2);
        assertThat(Tables.text(other, 2).length()).isEqualTo("two".length() + 2);
    }

    private Callable<Boolean> swap(int first, int second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
        AtomicInteger own = new AtomicInteger();
        return () -> database.transaction(tx -> {
            attempts.incrementAndGet();
            append(tx, first);
            if (own.incrementAndGet() == 1) {
                await(bothHoldOne);
            }
            append(tx, second);
            return true;
        });
    }

    @Test
    void a_lock_that_is_not_had_in_time_is_tried_for_again() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch waited = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<?> holder = pool.submit(() -> other.transaction(tx -> {
                append(tx, 1);
                held.countDown();
                await(waited);
                return true;
            }));
            held.await();
            try {
                database.<Boolean>transaction(tx -> {
                    tx.update("SET SESSION innodb_lock_wait_timeout = 0");
                    if (attempts.incrementAndGet() == 2) {
                        waited.countDown();
                        join(holder);
                    }
                    append(tx, 1);
                    return true;
                });
            } finally {
                waited.countDown();
            }
        }
        assertThat(attempts.get()).isEqualTo(2);
        assertThat(Tables.text(other, 1)).isEqualTo("one!!");
    }

    @Test
    void a_lock_that_is_never_had_is_given_up_with_nothing_changed() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        whileNoteOneIsLocked(() -> assertThatThrownBy(() -> database.transaction(tx -> {
                    attempts.incrementAndGet();
                    tx.update("SET SESSION innodb_lock_wait_timeout = 0");
                    Tables.put(tx, 9, "nine");
                    append(tx, 1);
                    return true;
                }))
                .isInstanceOf(DatabaseUnavailable.class));
        assertThat(attempts.get()).isEqualTo(6);
        assertThat(Tables.count(other)).isEqualTo(2);
    }

    @Test
    void what_is_wrong_is_not_tried_again() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> database.transaction(tx -> {
                    attempts.incrementAndGet();
                    return tx.update("UPDATE nowhere SET x = 1");
                }))
                .isInstanceOf(SqlFailed.class)
                .isNotInstanceOfAny(DatabaseUnavailable.class, DuplicateKey.class);
        assertThatThrownBy(() -> database.transaction(tx -> {
                    attempts.incrementAndGet();
                    Tables.put(tx, 1, "again");
                    return true;
                }))
                .isInstanceOf(DuplicateKey.class);
        assertThat(attempts.get()).isEqualTo(2);
    }

    @Test
    void a_key_that_stands_already_can_be_met_within_a_transaction_and_it_goes_on() {
        boolean stood = database.transaction(tx -> {
            Tables.put(tx, 3, "three");
            try {
                Tables.put(tx, 1, "again");
                return false;
            } catch (DuplicateKey _) {
                Tables.put(tx, 4, "four");
                return true;
            }
        });
        assertThat(stood).isTrue();
        assertThat(Tables.count(other)).isEqualTo(4);
    }

    @Test
    void killed_in_the_middle_nothing_is_kept() {
        assertThatThrownBy(() -> database.transaction(tx -> {
                    Tables.put(tx, 3, "three");
                    other.update("KILL " + Tables.connectionId(tx));
                    Tables.put(tx, 4, "four");
                    return true;
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(Tables.count(database)).isEqualTo(2);
    }

    @Test
    void work_that_swallows_its_undoing_does_not_commit_the_second_half() throws Exception {
        whileNoteOneIsLocked(() -> assertThatThrownBy(() -> database.transaction(tx -> {
                    tx.update("SET SESSION innodb_lock_wait_timeout = 0");
                    Tables.put(tx, 3, "three");
                    try {
                        append(tx, 1);
                    } catch (SqlFailed _) {
                        Tables.put(tx, 4, "four");
                    }
                    return true;
                }))
                .isInstanceOf(DatabaseUnavailable.class));
        assertThat(Tables.count(other)).isEqualTo(2);
    }

    @Test
    void the_database_cannot_be_used_inside_its_own_transaction() {
        assertThatThrownBy(() -> database.transaction(tx -> {
                    Tables.put(tx, 3, "three");
                    return Tables.count(database);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction's Sql");
        assertThatThrownBy(() -> database.transaction(_ -> database.transaction(Tables::count)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(database.<Integer>transaction(_ -> Tables.count(other))).isEqualTo(2);
    }

    @Test
    void a_transactions_sql_ends_with_it() {
        AtomicReference<Sql> kept = new AtomicReference<>(database);
        database.transaction(tx -> {
            kept.set(tx);
            return Tables.count(tx);
        });
        assertThatThrownBy(() -> Tables.count(kept.get()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("over");
    }

    @Test
    void a_commit_that_does_not_arrive_keeps_nothing_and_one_whose_answer_is_lost_is_settled_by_the_key() {
        try (Relay relay = Relay.to(Tables.DATABASE);
                Database wired = new Database(relay.settings(1))) {
            relay.cut(Relay.Cut.BEFORE_COMMIT);
            assertThatThrownBy(() -> putInTransaction(wired, 3)).isInstanceOf(DatabaseUnavailable.class);
            relay.cut(Relay.Cut.NEVER);
            assertThat(Tables.text(wired, 3)).isEqualTo("nothing");
            putInTransaction(wired, 3);

            relay.cut(Relay.Cut.AFTER_COMMIT);
            assertThatThrownBy(() -> putInTransaction(wired, 4)).isInstanceOf(DatabaseUnavailable.class);
            relay.cut(Relay.Cut.NEVER);
            assertThatThrownBy(() -> putInTransaction(wired, 4)).isInstanceOf(DuplicateKey.class);
            assertThat(Tables.text(wired, 4)).isEqualTo("x");
        }
    }

    @Test
    void many_transactions_that_fail_leave_the_connection_clean_for_the_next() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> database.transaction(tx -> {
                        Tables.put(tx, 7, "seven");
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            seen.add(Tables.count(database));
        }
        assertThat(seen).containsOnly(2);
    }

    private void whileNoteOneIsLocked(Runnable work) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<?> holder = pool.submit(() -> other.transaction(tx -> {
                append(tx, 1);
                held.countDown();
                await(over);
                return true;
            }));
            held.await();
            try {
                work.run();
            } finally {
                over.countDown();
            }
            holder.get();
        }
    }

    private static void putInTransaction(Database into, int id) {
        into.<Boolean>transaction(tx -> {
            Tables.put(tx, id, "x");
            return true;
        });
    }

    private static void append(Sql sql, int id) {
        sql.update("UPDATE notes SET text = CONCAT(text, '!') WHERE id = ?", id);
    }

    private static void join(Future<?> other) {
        try {
            other.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
