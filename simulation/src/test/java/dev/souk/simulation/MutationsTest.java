package dev.souk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.db.Sql;
import dev.souk.stripe.standin.http.Answer;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the simulation sees: each protection that is taken out makes it fail, in histories that are right with it. */
@Tag("mutations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationsTest {
    /** Fewer than {@link SimulationTest} shows to be right. */
    private static final int MOST_SEEDS = Integer.getInteger("souk.mutationSeeds", 150);

    private final Simulation simulation = new Simulation();

    @BeforeAll
    void warm() {
        assertThat(simulation.run(1).wrong()).isEmpty();
    }

    @AfterAll
    void close() {
        simulation.close();
    }

    @ParameterizedTest
    @EnumSource
    void without_it_the_simulation_fails(Protection protection) {
        Taken taken = protection.out();
        taken.prepare(simulation.plain());
        try {
            for (int seed = 1; seed <= MOST_SEEDS; seed++) {
                Simulation.Ending ending = simulation.run(seed, taken, Set.of());
                if (!ending.isRight()) {
                    System.out.printf(
                            "%s: seed %d: %s%n",
                            protection, seed, ending.wrong().getFirst());
                    assertThat(taken.uses.get()).isPositive();
                    return;
                }
            }
        } finally {
            simulation.empty();
            taken.undo(simulation.plain());
        }
        assertThat(taken.uses.get())
                .as("%s was taken out %d times, and nothing was wrong", protection, taken.uses.get())
                .isNegative();
    }

    /** What is taken out. */
    enum Protection {
        /** Fault 8: a retry of the checkout finds the session that was made. */
        KEY_OF_THE_PAYMENT_PAGE(() -> keyless(path -> path.equals("/v1/checkout/sessions"))),
        KEY_OF_THE_TRANSFER(() -> keyless(path -> path.equals("/v1/transfers"))),
        /** Fault 9: before a new key, Stripe is asked whether it was done under the old one. */
        LOOK_UP_BEFORE_A_NEW_KEY(Protection::withoutLookUp),
        /** Fault 10: Stripe repeats its own error for a key, so such a key is not used again. */
        SPENT_KEYS(() -> rewritten(
                "UPDATE refunds SET attempts = ?, key_at = ? WHERE",
                "UPDATE refunds SET attempts = ?, key_at = COALESCE(?, key_at) WHERE")),
        /** Fault 17: what a crash left in the outbox is sent by the sweeper. */
        SWEEPER(() -> rewritten(
                "SELECT id, queue, body, trace_header FROM purchases_outbox WHERE due_at <= ?",
                "SELECT id, queue, body, trace_header FROM purchases_outbox WHERE 1 = 0 AND due_at <= ?")),
        /** Fault 17: the message is written in the transaction that decides on it. */
        OUTBOX(
                () -> rewritten(
                        "INSERT INTO purchases_outbox (id, queue, body, trace_header, created_at, due_at) VALUES (?, ?, ?, ?, ?, ?)",
                        "INSERT INTO purchases_outbox (id, queue, body, trace_header, created_at, due_at) SELECT ?, ?, ?, ?, ?, ? FROM DUAL WHERE 1 = 0")),
        /** Fault 1: the ledger has one transaction for one thing. */
        LEDGER_ONCE(() -> index(
                "ALTER TABLE ledger_transactions DROP KEY ledger_transactions_once",
                "ALTER TABLE ledger_transactions ADD UNIQUE KEY ledger_transactions_once (kind, reference)")),
        /** Fault 39: one order a key. */
        IDEMPOTENCY_KEYS(() -> index(
                "ALTER TABLE purchases_idempotency_keys DROP PRIMARY KEY",
                "ALTER TABLE purchases_idempotency_keys ADD PRIMARY KEY (scope, key_hash)")),
        /** Fault 16: an event of another version is kept. */
        PARKED_EVENTS(
                () -> rewritten(
                        "INSERT INTO parked_events (id, body_hash, body, reason, parked_at) VALUES (?, ?, ?, ?, ?)",
                        "INSERT INTO parked_events (id, body_hash, body, reason, parked_at) SELECT ?, ?, ?, ?, ? FROM DUAL WHERE 1 = 0")),
        /** Fault 15. */
        SIGNATURES(Protection::credulous),
        /** Fault 14: a payment too many is given back, and a refund that was interrupted is taken up again. */
        REFUNDS_TAKEN_UP(() -> rewritten(
                "SELECT id FROM refunds WHERE due_at <= ?", "SELECT id FROM refunds WHERE 1 = 0 AND due_at <= ?")),
        /** Fault 32: what was refunded whole is taken back, in the same transaction. */
        REVOKING(() -> rewritten(
                "UPDATE purchases SET revoked_at = ? WHERE order_id = ?",
                "UPDATE purchases SET revoked_at = ? WHERE 1 = 0 AND order_id = ?")),
        /** Fault 32: one conditional update counts and decides. */
        COUNTED_DOWNLOADS(
                () -> rewritten("WHERE id = ? AND downloads_left > 0 AND revoked_at IS NULL", "WHERE id = ?")),
        /** Fault 36: the seller's share of a refund is taken back from the seller. */
        SHARES_TAKEN_BACK(() -> rewritten(
                "UPDATE transfers SET taken_back_amount = taken_back_amount + ?,",
                "UPDATE transfers SET taken_back_amount = taken_back_amount + 0 * ?,")),
        /** Fault 18: a mail that was sent is not sent again. */
        MAILS_ONCE(() -> rewritten(
                "AND sent_at IS NULL AND suppressed_at IS NULL AND locked_until <= UTC_TIMESTAMP(6) AND attempts < ?",
                "AND suppressed_at IS NULL AND locked_until <= UTC_TIMESTAMP(6) AND attempts < ?"));

        @SuppressWarnings("ImmutableEnumChecker")
        private final java.util.function.Supplier<Taken> out;

        Protection(java.util.function.Supplier<Taken> out) {
            this.out = out;
        }

        Taken out() {
            return out.get();
        }

        private static Taken rewritten(String from, String to) {
            return new Taken() {
                @Override
                public String sql(String sql) {
                    if (!sql.contains(from)) {
                        return sql;
                    }
                    uses.incrementAndGet();
                    return sql.replace(from, to);
                }
            };
        }

        private static Taken keyless(Predicate<String> paths) {
            return new Taken() {
                @Override
                public Request request(Request request) {
                    if (!request.method().equals("POST") || !paths.test(request.path())) {
                        return request;
                    }
                    uses.incrementAndGet();
                    Map<String, String> headers = new HashMap<>(request.headers());
                    headers.remove("idempotency-key");
                    return new Request(request.method(), request.path(), request.query(), headers, request.body());
                }
            };
        }

        private static Taken withoutLookUp() {
            return new Taken() {
                @Override
                public Answer answer(Request request, Answer answer) {
                    boolean lookUp =
                            request.method().equals("GET") && request.path().equals("/v1/transfers");
                    if (!lookUp || !(answer instanceof Reply reply) || reply.status() != 200) {
                        return answer;
                    }
                    uses.incrementAndGet();
                    return new Reply(
                            200,
                            reply.headers(),
                            "{\"object\": \"list\", \"url\": \"/v1/transfers\", \"has_more\": false, \"data\": []}");
                }
            };
        }

        private static Taken credulous() {
            return new Taken() {
                @Override
                public boolean believesForgeries() {
                    uses.incrementAndGet();
                    return true;
                }
            };
        }

        private static Taken index(String drop, String add) {
            return new Taken() {
                @Override
                public void prepare(Sql sql) {
                    sql.update(drop);
                    uses.incrementAndGet();
                }

                @Override
                public void undo(Sql sql) {
                    sql.update(add);
                }
            };
        }
    }

    /** A protection taken out, and how often it would have mattered. */
    abstract static class Taken implements Mutation {
        final AtomicInteger uses = new AtomicInteger();
    }
}
