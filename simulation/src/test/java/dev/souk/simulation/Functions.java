package dev.souk.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.email.EmailHandler;
import dev.souk.email.EmailRuntime;
import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.auth.TokenVerifier.Verdict;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.model.UserId;
import dev.souk.purchases.OrderRequestsHandler;
import dev.souk.purchases.OrderSweeperHandler;
import dev.souk.purchases.OutboxSweeperHandler;
import dev.souk.purchases.ParkedEventsHandler;
import dev.souk.purchases.PaymentEventsHandler;
import dev.souk.purchases.PurchasesInside;
import dev.souk.purchases.PurchasesRuntime;
import dev.souk.purchases.ReconcilerHandler;
import dev.souk.purchases.SettlementHandler;
import dev.souk.purchases.refund.Refunding;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The functions as Lambda would hold them: real handlers, wired to the world of whatever history is on. */
final class Functions {
    static final String ISSUER = "https://issuer.example";

    private final Map<String, String> variables;
    private final Database database;
    private final MailRoom mails;
    private final Supplier<World> worlds;
    private final Clock clock;
    private final Log log;
    private Instances instances;

    /** One process of each. */
    record Instances(
            RequestStreamHandler http,
            RequestStreamHandler payments,
            RequestStreamHandler settlement,
            RequestStreamHandler sweeper,
            RequestStreamHandler pages,
            RequestStreamHandler orderSweeper,
            RequestStreamHandler reconciler,
            RequestStreamHandler parked,
            RequestStreamHandler emails,
            Refunding refunding) {}

    Functions(
            Map<String, String> variables,
            Database database,
            MailRoom mails,
            Supplier<World> worlds,
            OutputStream logged) {
        this.variables = Map.copyOf(variables);
        this.database = database;
        this.mails = mails;
        this.worlds = worlds;
        this.clock = new WorldsClock(worlds);
        this.log = new Log("souk", new PrintStream(logged, true, StandardCharsets.UTF_8), clock);
        this.instances = fresh();
    }

    Instances now() {
        return instances;
    }

    /** New processes, which remember nothing. */
    void restart() {
        instances = fresh();
    }

    private Instances fresh() {
        PurchasesRuntime runtime = PurchasesRuntime.from(
                Environment.of(variables),
                clock,
                () -> worlds.get().nextId(),
                log,
                database,
                (queue, messages) -> worlds.get().send(queue, messages),
                _ -> {});
        return new Instances(
                PurchasesInside.http(runtime, Functions::caller),
                new PaymentEventsHandler(runtime),
                new SettlementHandler(runtime),
                new OutboxSweeperHandler(runtime),
                new OrderRequestsHandler(runtime),
                new OrderSweeperHandler(runtime),
                new ReconcilerHandler(runtime),
                new ParkedEventsHandler(runtime),
                new EmailHandler(EmailRuntime.on(database, mails, clock, log)),
                PurchasesInside.refunding(runtime));
    }

    /** A token here is a name. */
    private static Verdict caller(String token) {
        return new Verdict.Genuine(
                new Caller(UserId.of(ISSUER, token), ISSUER, token, Optional.empty(), false, Optional.empty()));
    }

    private static final class WorldsClock extends Clock {
        private final Supplier<World> worlds;

        private WorldsClock(Supplier<World> worlds) {
            this.worlds = worlds;
        }

        @Override
        public Instant instant() {
            return worlds.get().now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("times here are UTC");
        }
    }
}
