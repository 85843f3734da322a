package dev.souk.infra.api;

import dev.souk.api.Contract;
import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Packages;
import dev.souk.infra.Settings;
import dev.souk.infra.Storefront;
import dev.souk.infra.TokenIssuer;
import dev.souk.infra.data.DataStack;
import dev.souk.infra.deploy.DatabaseMigrations;
import dev.souk.infra.deploy.ModuleAccounts;
import dev.souk.infra.messaging.MessagingStack;
import dev.souk.infra.network.SoukNetwork;
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
        FunctionEnvironment environment =
                new FunctionEnvironment(settings, storefront, issuer, data, messaging, accounts, proxy);
        Permissions permissions = new Permissions(settings, data, messaging, accounts);
        Map<LambdaFunction, SoukFunction> functions = new EnumMap<>(LambdaFunction.class);
        for (LambdaFunction what : accounts.isPresent() ? List.of(LambdaFunction.values()) : LambdaFunction.serving()) {
            SoukFunction function = new SoukFunction(this, what, settings, packages, network, environment.of(what));
            permissions.giveTo(function);
            what.queue().ifPresent(work -> QueueWorker.on(messaging.queue(work), work, function));
            functions.put(what, function);
        }
        Optional.ofNullable(functions.get(LambdaFunction.MIGRATIONS)).ifPresent(function -> {
            DatabaseMigrations migrations =
                    new DatabaseMigrations(this, "Migrations", settings, accounts.orElseThrow(), function.function());
            for (LambdaFunction what : LambdaFunction.serving()) {
                Function serving = Objects.requireNonNull(functions.get(what)).function();
                migrations.precede(serving);
                proxy.ifPresent(ready -> serving.getNode().addDependency(ready));
            }
        });
        functions.forEach((what, function) -> what.schedule()
                .ifPresent(rate ->
                        new SweepSchedule(this, "Schedule-" + what.functionName(), function, rate, settings.stage())));
        address = new SoukRestApi(this, "Rest", settings, issuer, Contract.load(), functions, messaging).address();
    }

    /** Where the API is, for other stacks. */
    public ApiAddress address() {
        return address;
    }
}
