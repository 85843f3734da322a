package dev.souk.local;

import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.Variable;
import dev.souk.lambda.config.Environment;
import dev.souk.local.service.AwsVariables;
import dev.souk.local.service.DatabaseService;
import dev.souk.local.service.Services;
import dev.souk.schema.access.DataOwner;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The environment variables of each function: those that it reads, as the template in the cloud sets them, and no others. */
final class FunctionVariables {
    /** What a person may set beside what the services say. */
    private static final List<String> CHOICES = List.of(
            "DOWNLOAD_LIMIT",
            "SELLER_QUOTA_BYTES",
            "PLATFORM_FEE_BASIS_POINTS",
            "TRANSFER_HOLD_DAYS",
            "DISPUTE_ACCESS",
            "STRIPE_TAX",
            "CORS_ORIGINS",
            "STOREFRONT_URL",
            "API_URL",
            "SOUK_SECRET",
            "WEBHOOK_TARGETS");

    private final Map<String, String> all;
    private final DatabaseService database;
    private final Environment chosen;

    /** @param soukSecret used unless {@code SOUK_SECRET} is set */
    FunctionVariables(Services services, Environment chosen, URI baseUrl, String soukSecret) {
        this.chosen = chosen;
        database = services.database();
        all = new HashMap<>(services.variables());
        all.put("SOUK_SECRET", soukSecret);
        // What is tried here is on this machine.
        all.put("WEBHOOK_TARGETS", "public_and_loopback");
        all.put("STOREFRONT_URL", baseUrl.toString());
        all.put("API_URL", baseUrl.toString());
        all.put("CORS_ORIGINS", baseUrl + ",http://localhost:" + baseUrl.getPort());
        CHOICES.forEach(name -> chosen.find(name).ifPresent(value -> all.put(name, value)));
    }

    /** Mail may go by AWS's own SES while the files lie in a store of ours: that function alone has the person's key of AWS. */
    Map<String, String> of(LambdaFunction function) {
        Map<String, String> known = new HashMap<>(all);
        DataOwner.ofArtifact(function.artifact()).map(database::accountOf).ifPresent(known::putAll);
        if (function == LambdaFunction.EMAIL_WORKER) {
            known.putAll(AwsVariables.of(chosen));
        }
        known.keySet()
                .retainAll(function.variables().stream().map(Variable::name).collect(Collectors.toSet()));
        return known;
    }

    /** For those who stand between the queues and the functions. */
    Environment queues() {
        return Environment.of(all);
    }
}
