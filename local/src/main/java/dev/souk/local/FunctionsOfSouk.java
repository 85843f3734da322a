package dev.souk.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.catalog.CatalogHandler;
import dev.souk.catalog.CatalogRuntime;
import dev.souk.email.EmailHandler;
import dev.souk.email.EmailRuntime;
import dev.souk.lambda.log.Log;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.OutboxSweeperHandler;
import dev.souk.purchases.PaymentEventsHandler;
import dev.souk.purchases.PurchasesHandler;
import dev.souk.purchases.PurchasesRuntime;
import dev.souk.users.UsersHandler;
import dev.souk.users.UsersRuntime;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The handlers by the names that the contract, the queues and the schedule call them. */
final class FunctionsOfSouk {
    /** What the schedule calls. */
    static final String SWEEPER = "outbox-sweeper";

    private FunctionsOfSouk() {}

    /** @param out where they all write their logs */
    static Map<String, RequestStreamHandler> handlers(FunctionVariables variables, PrintStream out) {
        Clock clock = Clock.systemUTC();
        return Map.of(
                "users",
                new UsersHandler(UsersRuntime.from(variables.users(), clock, log("users", out))),
                "catalog",
                new CatalogHandler(CatalogRuntime.from(variables.catalog(), clock, log("catalog", out))),
                "purchases",
                new PurchasesHandler(purchases(variables, "purchases", out)),
                worker(WorkQueue.PAYMENT_EVENTS),
                new PaymentEventsHandler(purchases(variables, worker(WorkQueue.PAYMENT_EVENTS), out)),
                SWEEPER,
                new OutboxSweeperHandler(purchases(variables, SWEEPER, out)),
                worker(WorkQueue.EMAILS),
                new EmailHandler(EmailRuntime.from(variables.email(), clock, log("email", out))));
    }

    /** The function that works on a queue. */
    static String worker(WorkQueue queue) {
        return "worker-" + queue.queueName();
    }

    /** Each of them is a function of its own in the cloud, so none shares its connections with another here. */
    private static PurchasesRuntime purchases(FunctionVariables variables, String function, PrintStream out) {
        return PurchasesRuntime.from(variables.purchases(), Clock.systemUTC(), log(function, out));
    }

    private static Log log(String function, PrintStream out) {
        return new Log(function, out, Clock.systemUTC());
    }
}
