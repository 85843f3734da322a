package dev.souk.stripe.setup;

import dev.souk.lambda.aws.SecretsManager;
import dev.souk.lambda.cloudformation.CustomResourceFunction;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;

/** Called by CloudFormation while it deploys. */
public final class StripeSetupHandler extends CustomResourceFunction {
    /** For Lambda. */
    public StripeSetupHandler() {
        this(Environment.ofProcess(), Log.of("stripe-setup"));
    }

    /** Reads {@code STRIPE_SECRET}, {@code STRIPE_API_BASE} (optional), and what {@link SecretsManager#from} reads. */
    public StripeSetupHandler(Environment environment, Log log) {
        super(
                StripeSetup.with(
                        SecretsManager.from(environment),
                        environment.get("STRIPE_SECRET"),
                        environment.findUri("STRIPE_API_BASE"),
                        log),
                log);
    }
}
