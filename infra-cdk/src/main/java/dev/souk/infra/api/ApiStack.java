package dev.souk.infra.api;

import dev.souk.api.Contract;
import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.Variable;
import dev.souk.infra.Packages;
import dev.souk.infra.Settings;
import dev.souk.infra.Storefront;
import dev.souk.infra.TokenIssuer;
import dev.souk.infra.data.DataStack;
import dev.souk.infra.deploy.DatabaseMigrations;
import dev.souk.infra.deploy.ModuleAccounts;
import dev.souk.infra.deploy.StripeSetup;
import dev.souk.infra.messaging.MessagingStack;
import dev.souk.infra.network.SoukNetwork;
import dev.souk.stripe.setup.Webhook;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/** The functions, and all that calls them. */
public final class ApiStack extends Stack {
    private final ApiAddress address;
    private final Optional<String> liveUrl;
    private final Map<LambdaFunction, SoukFunction> functions = new EnumMap<>(LambdaFunction.class);

    public ApiStack(
            Construct scope,
            StackProps props,
            Settings settings,
            Storefront storefront,
            TokenIssuer issuer,
            Packages packages,
            Optional<SoukNetwork> network,
            DataStack data,
            MessagingStack messaging) {
        super(scope, props.getStackName(), props);
        // Where somebody else has made the tables, there is nothing to migrate and nobody to let in.
        Optional<ModuleAccounts> accounts =
                data.database().adminSecretArn().map(_ -> new ModuleAccounts(this, "Accounts", settings));
        Optional<RdsProxy> proxy = settings.database().proxy()
                ? accounts.flatMap(all -> data.database()
                        .proxyTarget()
                        .flatMap(target -> network.map(within -> new RdsProxy(this, settings, within, target, all))))
                : Optional.empty();
        Optional<StripeSetup> stripe = settings.stage().place().customResources()
                ? Optional.of(new StripeSetup(this, "Stripe", settings))
                : Optional.empty();
        Optional<LiveApi> live = settings.stage().place().webSockets()
                ? Optional.of(new LiveApi(this, "Live", settings.stage()))
                : Optional.empty();
        FunctionEnvironment environment =
                new FunctionEnvironment(settings, storefront, issuer, data, messaging, live, accounts, proxy, stripe);
        Permissions permissions = new Permissions(settings, data, messaging, accounts, stripe);
        for (LambdaFunction what : settings.stage().place().customResources()
                ? List.of(LambdaFunction.values())
                : LambdaFunction.serving()) {
            SoukFunction function = new SoukFunction(
                    this,
                    what,
                    settings,
                    packages,
                    what.usesDatabase() ? network : Optional.empty(),
                    environment.of(what));
            permissions.giveTo(function);
            what.queue().ifPresent(work -> QueueWorker.on(messaging.queue(work), work, function));
            functions.put(what, function);
        }
        List<Function> serving =
                LambdaFunction.serving().stream().map(this::function).toList();
        accounts.ifPresent(all -> {
            DatabaseMigrations migrations =
                    new DatabaseMigrations(this, "Migrations", settings, all, function(LambdaFunction.MIGRATIONS));
            for (Function each : serving) {
                migrations.precede(each);
                proxy.ifPresent(ready -> each.getNode().addDependency(ready));
            }
        });
        stripe.ifPresent(setup -> setup.checkKeyBefore(function(LambdaFunction.STRIPE_SETUP), serving));
        functions.forEach((what, function) -> what.schedule()
                .ifPresent(rate ->
                        new SweepSchedule(this, "Schedule-" + what.functionName(), function, rate, settings.stage())));
        SoukRestApi api = new SoukRestApi(this, "Rest", settings, issuer, Contract.load(), functions, messaging);
        live.ifPresent(sockets -> {
            sockets.answeredBy(Objects.requireNonNull(functions.get(LambdaFunction.LIVE)), api);
            sockets.letPost(Objects.requireNonNull(functions.get(LambdaFunction.LIVE_WORKER)));
        });
        address = api.address();
        liveUrl = live.map(LiveApi::url);
        stripe.ifPresent(setup -> sendWebhooks(setup, api.url()));
    }

    private void sendWebhooks(StripeSetup setup, String apiUrl) {
        List<Function> payments = readersOf(Variable.STRIPE_WEBHOOK_SECRETS);
        List<Function> accountEvents = readersOf(Variable.STRIPE_ACCOUNTS_WEBHOOK_SECRETS);
        setup.sendWebhooks(
                function(LambdaFunction.STRIPE_SETUP),
                apiUrl,
                Map.of(
                        Webhook.PAYMENTS, payments,
                        Webhook.ACCOUNTS, accountEvents,
                        Webhook.PAYOUTS, accountEvents));
    }

    /** Where the API is, for other stacks. */
    public ApiAddress address() {
        return address;
    }

    /** Where clients connect to hear of changes, for other stacks; empty where there are no WebSocket APIs. */
    public Optional<String> liveUrl() {
        return liveUrl;
    }

    private List<Function> readersOf(Variable secrets) {
        return functions.keySet().stream()
                .filter(what -> what.variables().contains(secrets))
                .map(this::function)
                .toList();
    }

    private Function function(LambdaFunction what) {
        return Objects.requireNonNull(functions.get(what)).function();
    }
}
