package dev.souk.infra.data;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * What nobody may read in a template: there are only references in it, which CloudFormation follows when it deploys. The key that signs
 * cursors and purchase links is made here; what Stripe gave its owner puts into a secret before the first deployment.
 */
public final class SoukSecrets extends Construct {
    private static final int SIGNING_KEY_CHARACTERS = 64;

    private final Secret signingKey;
    private final ISecret stripe;

    SoukSecrets(Construct scope, String id, Settings settings) {
        super(scope, id);
        signingKey = Secret.Builder.create(this, "SigningKey")
                .description("Souk: signs cursors and purchase links")
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(SIGNING_KEY_CHARACTERS)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(settings.stage().safety().whenRemoved())
                .build();
        Acknowledged.on(
                signingKey,
                "AwsSolutions-SMG4",
                "Every purchase link ever sent is made with this key (docs/adr/0006): a receipt sent again after a change would carry"
                        + " a link that opens nothing.");
        stripe = Secret.fromSecretNameV2(this, "Stripe", settings.stripeSecret());
    }

    public SecretValue signingKey() {
        return signingKey.getSecretValue();
    }

    public SecretValue stripeKey() {
        return stripe.secretValueFromJson("secret_key");
    }

    /** Where no deployment has Stripe send its webhooks, the owner keeps what they are signed with beside the key. */
    public String webhookSecretsByHand(String name) {
        return stripe.secretValueFromJson(name).unsafeUnwrap();
    }

    /** Its ARN but for the six characters that AWS put at its end, for which there are question marks. */
    public String stripeArn() {
        return stripe.getSecretArn() + "-??????";
    }
}
