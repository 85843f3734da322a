package dev.souk.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.catalog.CatalogHandler;
import dev.souk.catalog.CatalogRuntime;
import dev.souk.catalog.CatalogSweeperHandler;
import dev.souk.catalog.FileScansHandler;
import dev.souk.catalog.ImagesHandler;
import dev.souk.deployment.LambdaFunction;
import dev.souk.email.EmailEventsHandler;
import dev.souk.email.EmailHandler;
import dev.souk.email.EmailRuntime;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.live.LiveHandler;
import dev.souk.live.LiveUpdatesHandler;
import dev.souk.purchases.ExportsHandler;
import dev.souk.purchases.OrderRequestsHandler;
import dev.souk.purchases.OrderSweeperHandler;
import dev.souk.purchases.OutboxSweeperHandler;
import dev.souk.purchases.ParkedEventsHandler;
import dev.souk.purchases.PaymentEventsHandler;
import dev.souk.purchases.PurchasesHandler;
import dev.souk.purchases.PurchasesRuntime;
import dev.souk.purchases.PurchasesSweeperHandler;
import dev.souk.purchases.ReconcilerHandler;
import dev.souk.purchases.SalesRollUpHandler;
import dev.souk.purchases.SettlementHandler;
import dev.souk.users.AccountEventsHandler;
import dev.souk.users.UsersHandler;
import dev.souk.users.UsersRuntime;
import dev.souk.webhooks.SellerWebhooksHandler;
import dev.souk.webhooks.WebhookSweeperHandler;
import dev.souk.webhooks.WebhooksHandler;
import dev.souk.webhooks.WebhooksRuntime;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The handlers of all functions, as objects in this process. */
final class FunctionsOfSouk {
    /** One handler serves many requests at once here, on Lambda one; and it opens as many pages as two do there. */
    private static final Map<String, String> FOR_MANY =
            Map.of("DATABASE_CONNECTIONS", "20", "ORDER_PAGES_PER_SECOND", "16");

    private FunctionsOfSouk() {}

    /** @param out where they all write their logs */
    static Map<String, RequestStreamHandler> handlers(
            Function<LambdaFunction, Map<String, String>> variables, PrintStream out) {
        return LambdaFunction.serving().stream().collect(Collectors.toMap(LambdaFunction::functionName, function -> {
            Map<String, String> more = new HashMap<>(FOR_MANY);
            more.putAll(variables.apply(function));
            return handler(function, Environment.of(more), new Log(function.functionName(), out, Clock.systemUTC()));
        }));
    }

    /** Each is a function of its own in the cloud, so none shares its connections with another here. */
    static RequestStreamHandler handler(LambdaFunction function, Environment environment, Log log) {
        Clock clock = Clock.systemUTC();
        return switch (function) {
            case USERS -> new UsersHandler(UsersRuntime.from(environment, clock, log));
            case ACCOUNT_WORKER -> new AccountEventsHandler(UsersRuntime.from(environment, clock, log));
            case USERS_OUTBOX_SWEEPER ->
                new dev.souk.users.OutboxSweeperHandler(UsersRuntime.from(environment, clock, log));
            case CATALOG -> new CatalogHandler(CatalogRuntime.from(environment, clock, log));
            case FILE_SCANS_WORKER -> new FileScansHandler(environment, clock, log);
            case IMAGES_WORKER -> new ImagesHandler(environment, clock, log);
            case CATALOG_OUTBOX_SWEEPER -> new dev.souk.catalog.OutboxSweeperHandler(environment, clock, log);
            case CATALOG_SWEEPER -> new CatalogSweeperHandler(environment, clock, log);
            case PURCHASES -> new PurchasesHandler(PurchasesRuntime.from(environment, clock, log));
            case PAYMENT_WORKER -> new PaymentEventsHandler(PurchasesRuntime.from(environment, clock, log));
            case ORDER_WORKER -> new OrderRequestsHandler(PurchasesRuntime.from(environment, clock, log));
            case EXPORT_WORKER -> new ExportsHandler(environment, clock, log);
            case SETTLEMENT -> new SettlementHandler(PurchasesRuntime.from(environment, clock, log));
            case ORDER_SWEEPER -> new OrderSweeperHandler(PurchasesRuntime.from(environment, clock, log));
            case SALES_ROLL_UP -> new SalesRollUpHandler(environment, log);
            case RECONCILER -> new ReconcilerHandler(PurchasesRuntime.from(environment, clock, log));
            case PURCHASES_SWEEPER -> new PurchasesSweeperHandler(environment, clock, log);
            case PARKED_EVENTS -> new ParkedEventsHandler(PurchasesRuntime.from(environment, clock, log));
            case OUTBOX_SWEEPER -> new OutboxSweeperHandler(PurchasesRuntime.from(environment, clock, log));
            case EMAIL_WORKER -> new EmailHandler(EmailRuntime.from(environment, clock, log));
            case EMAIL_EVENTS_WORKER -> new EmailEventsHandler(environment, log);
            case LIVE -> new LiveHandler(environment, clock, log);
            case LIVE_WORKER -> new LiveUpdatesHandler(environment, clock, log);
            case WEBHOOKS -> new WebhooksHandler(WebhooksRuntime.from(environment, clock, log));
            case SELLER_WEBHOOKS_WORKER -> new SellerWebhooksHandler(WebhooksRuntime.from(environment, clock, log));
            case WEBHOOK_SWEEPER -> new WebhookSweeperHandler(WebhooksRuntime.from(environment, clock, log));
            case MIGRATIONS, STRIPE_SETUP ->
                throw new IllegalArgumentException(
                        function.functionName() + " is for deployments; nothing is deployed here");
        };
    }
}
