package dev.souk.lambda.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mariadb.jdbc.util.log.Loggers;
import org.mariadb.jdbc.util.log.NoLogger;

@Timeout(60)
class DatabaseConnectionsTest {
    private static final Duration ALWAYS = Duration.ofHours(1);
    private static final Duration NEVER = Duration.ZERO;

    private final Relay relay = Relay.to(Tables.DATABASE);
    private final Database other = Tables.DATABASE.open();

    @BeforeEach
    void clear() {
        Tables.clear(other);
    }

    @AfterEach
    void stop() {
        other.close();
        relay.close();
    }

    @Test
    void the_driver_writes_nothing_to_the_log_by_itself() {
        assertThat(other.query("SELECT 1 AS one", row -> row.number("one"))).containsExactly(1L);

        // What a server refuses stands in its message: an address that is there already, for one.
        assertThat(Loggers.getLogger(Database.class)).isInstanceOf(NoLogger.class);
    }

    @Test
    void nothing_is_opened_before_the_first_statement() {
        try (Database database = new Database(relay.settings(3))) {
            assertThat(relay.opened()).isZero();
            Tables.count(database);
            assertThat(relay.opened()).isEqualTo(1);
        }
    }

    @Test
    void one_connection_serves_all_that_is_done_one_after_the_other() {
        try (Database database = new Database(relay.settings(3))) {
            for (int i = 0; i < 20; i++) {
                int id = i;
                database.transaction(tx -> {
                    Tables.put(tx, id, "x");
                    return null;
                });
            }
            assertThat(Tables.count(database)).isEqualTo(20);
            assertThat(relay.opened()).isEqualTo(1);
        }
    }

    @Test
    void a_hundred_threads_never_use_more_connections_than_the_setting() throws Exception {
        try (Database database = new Database(relay.settings(5));
                ExecutorService pool = Executors.newFixedThreadPool(100)) {
            CyclicBarrier together = new CyclicBarrier(100);
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int id = i;
                work.add(() -> {
                    together.await();
                    database.transaction(tx -> {
                        Tables.put(tx, id, "x");
                        return null;
                    });
                    return Tables.count(database);
                });
            }
            for (Future<Integer> done : pool.invokeAll(work)) {
                assertThat(done.get()).isPositive();
            }
            assertThat(Tables.count(other)).isEqualTo(100);
            assertThat(relay.most()).isBetween(1, 5);
            assertThat(relay.opened()).isBetween(1, 5);
        }
    }

    @Test
    void when_all_are_in_use_a_caller_is_turned_away_when_its_patience_ends() throws Exception {
        try (Database database = new Database(relay.settings(1, Duration.ofMillis(100)));
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch free = new CountDownLatch(1);
            Future<?> holder = pool.submit(() -> database.transaction(tx -> {
                held.countDown();
                await(free);
                return Tables.count(tx);
            }));
            held.await();
            try {
                assertThatThrownBy(() -> Tables.count(database)).isInstanceOf(DatabaseUnavailable.class);
            } finally {
                free.countDown();
            }
            holder.get();
            assertThat(Tables.count(database)).isZero();
        }
    }

    @Test
    void a_connection_that_died_while_it_rested_is_replaced_unnoticed() {
        try (Database database = new Database(relay.settings(1), NEVER)) {
            long first = Tables.connectionId(database);
            kill(first);
            long second = Tables.connectionId(database);
            assertThat(second).isNotEqualTo(first);
            assertThat(relay.opened()).isEqualTo(2);
        }
    }

    @Test
    void a_connection_that_dies_while_it_is_trusted_costs_one_statement_and_is_not_lent_again() {
        try (Database database = new Database(relay.settings(1), ALWAYS)) {
            kill(Tables.connectionId(database));
            assertThatThrownBy(() -> Tables.count(database)).isInstanceOf(DatabaseUnavailable.class);
            assertThat(Tables.count(database)).isZero();
        }
    }

    @Test
    void when_one_connection_is_found_dead_the_others_are_checked_before_they_are_lent() throws Exception {
        try (Database database = new Database(relay.settings(4), ALWAYS)) {
            Set<Long> ids = restingTogether(database, 4);
            assertThat(ids).hasSize(4);
            ids.forEach(this::kill);
            assertThatThrownBy(() -> Tables.count(database)).isInstanceOf(DatabaseUnavailable.class);
            for (int i = 0; i < 4; i++) {
                assertThat(Tables.count(database)).isZero();
            }
        }
    }

    @Test
    void while_the_database_is_down_callers_hear_so_and_after_it_no_restart_is_needed() {
        try (Database database = new Database(relay.settings(2), ALWAYS)) {
            Tables.count(database);
            relay.goDown();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> Tables.count(database)).isInstanceOf(DatabaseUnavailable.class);
                assertThatThrownBy(() -> database.transaction(Tables::count)).isInstanceOf(DatabaseUnavailable.class);
            }
            relay.comeBack();
            assertThat(Tables.count(database)).isZero();
        }
    }

    @Test
    void a_wrong_url_is_a_database_that_cannot_be_had() {
        DatabaseSettings right = relay.settings(1);
        try (Database database = new Database(new DatabaseSettings(
                "jdbc:other://127.0.0.1/x", right.user(), right.password(), 1, Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> Tables.count(database)).isInstanceOf(DatabaseUnavailable.class);
        }
    }

    private void kill(long connection) {
        other.update("KILL " + connection);
        while (other.first("SELECT 1 AS x FROM information_schema.PROCESSLIST WHERE ID = ?", row -> 1, connection)
                .isPresent()) {
            Thread.onSpinWait();
        }
    }

    private static Set<Long> restingTogether(Database database, int count) throws Exception {
        CyclicBarrier together = new CyclicBarrier(count);
        Set<Long> ids = new HashSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                work.add(() -> database.transaction(tx -> {
                    await(together);
                    return Tables.connectionId(tx);
                }));
            }
            for (Future<Long> id : pool.invokeAll(work)) {
                ids.add(id.get());
            }
        }
        return ids;
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
