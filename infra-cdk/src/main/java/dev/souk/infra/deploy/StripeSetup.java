package dev.souk.infra.deploy;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import dev.souk.stripe.setup.Webhook;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * What a deployment does at Stripe, as resources of the stack. Before any function is changed, the key is looked at: without a good one the
 * deployment ends there, with a sentence. Once the API is there, Stripe is told to send its webhooks to it; what they are signed with goes
 * into secrets of ours, and only then the functions that read them are changed.
 */
public final class StripeSetup extends Construct {
    /** Longer than the function runs: if it dies without an answer, the deployment fails soon after and not after an hour. */
    private static final Duration PATIENCE =
            Duration.seconds(LambdaFunction.STRIPE_SETUP.timeout().toSeconds() + 60);

    private final Settings settings;
    private final Map<Webhook, CfnSecret> secrets = new EnumMap<>(Webhook.class);

    public StripeSetup(Construct scope, String id, Settings settings) {
        super(scope, id);
        this.settings = settings;
        for (Webhook webhook : Webhook.values()) {
            secrets.put(webhook, secret(webhook));
        }
    }

    /** Without a value: the function of this setup gives it one. */
    private CfnSecret secret(Webhook webhook) {
        CfnSecret secret = CfnSecret.Builder.create(this, "Signing-" + webhook.webhookName())
                .description("Souk: what Stripe signs the webhook " + webhook.webhookName() + " with")
                .build();
        secret.applyRemovalPolicy(RemovalPolicy.DESTROY);
        Acknowledged.on(
                secret,
                "AwsSolutions-SMG4",
                "Stripe makes this secret. It is rotated by a deployment, `make rotate-secrets`, which has Stripe make another destination and"
                        + " takes both signatures until the old one is gone.");
        return secret;
    }

    /** Comma-separated, what signs that which is taken at a path; CloudFormation looks it up when it deploys. */
    public String signingSecrets(Webhook... webhooks) {
        return Arrays.stream(webhooks)
                .map(webhook ->
                        kept(webhook).secretValueFromJson("signing_secrets").unsafeUnwrap())
                .collect(Collectors.joining(","));
    }

    private ISecret kept(Webhook webhook) {
        String id = "Kept-" + webhook.webhookName();
        return getNode().tryFindChild(id) instanceof ISecret there
                ? there
                : Secret.fromSecretCompleteArn(this, id, of(webhook).getRef());
    }

    public List<String> arns() {
        return Stream.of(Webhook.values()).map(webhook -> of(webhook).getRef()).toList();
    }

    private CfnSecret of(Webhook webhook) {
        return Objects.requireNonNull(secrets.get(webhook));
    }

    /** None of these is changed before Stripe's key is found good. */
    public void checkKeyBefore(Function setup, List<Function> functions) {
        CustomResource key = CustomResource.Builder.create(this, "Key")
                .resourceType("Custom::SoukStripeKey")
                .serviceToken(setup.getFunctionArn())
                .serviceTimeout(PATIENCE)
                .properties(Map.of("KeySecret", settings.stripeSecret(), "SecretsRevision", settings.secretsRevision()))
                .build();
        functions.forEach(function -> function.getNode().addDependency(key));
    }

    /**
     * Has Stripe send its webhooks.
     *
     * @param apiUrl where the API is reached, with a slash at its end
     * @param readers by what each webhook's events are read: changed when its secret is known
     */
    public void sendWebhooks(Function setup, String apiUrl, Map<Webhook, List<Function>> readers) {
        for (Webhook webhook : Webhook.values()) {
            Map<String, String> properties = Map.of(
                    "Webhook", webhook.webhookName(),
                    "Url", apiUrl + webhook.path(),
                    "Types", String.join(",", webhook.types()),
                    "ApiVersion", Webhook.API_VERSION,
                    "Secret", of(webhook).getRef(),
                    "Stage", settings.stage().stageName(),
                    "Generation", webhook.generation(settings.secretsRevision()));
            CustomResource destination = CustomResource.Builder.create(this, "Webhook-" + webhook.webhookName())
                    .resourceType("Custom::SoukStripeWebhook")
                    .serviceToken(setup.getFunctionArn())
                    .serviceTimeout(PATIENCE)
                    .properties(properties)
                    .build();
            readers.getOrDefault(webhook, List.of())
                    .forEach(function -> function.getNode().addDependency(destination));
        }
    }
}
