package dev.souk.infra.deploy;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import dev.souk.infra.data.Database.Login;
import dev.souk.lambda.json.Json;
import dev.souk.schema.access.DataOwner;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The passwords of the modules' accounts in the database. Another {@code secretsRevision} is another secret for each: the migrations bring the
 * new password to the database, which takes the old one as well meanwhile, then the functions change over, then the old secret goes.
 */
public final class ModuleAccounts extends Construct {
    private static final int PASSWORD_CHARACTERS = 40;

    private final Map<DataOwner, Secret> passwords = new EnumMap<>(DataOwner.class);

    public ModuleAccounts(Construct scope, String id, Settings settings) {
        super(scope, id);
        for (DataOwner owner : DataOwner.values()) {
            passwords.put(owner, password(owner, settings.secretsRevision()));
        }
    }

    private Secret password(DataOwner owner, String revision) {
        Secret secret = Secret.Builder.create(this, owner.account() + "-login-" + revision)
                .description("Souk: login of the database's account " + owner.account() + ", revision " + revision)
                .generateSecretString(SecretStringGenerator.builder()
                        // As RDS Proxy reads it.
                        .secretStringTemplate(Json.write(Map.of("username", owner.account())))
                        .generateStringKey("password")
                        .passwordLength(PASSWORD_CHARACTERS)
                        .excludePunctuation(true)
                        .build())
                // The migrations give an account the password that is there, so nothing is lost with one.
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Acknowledged.on(
                secret,
                "AwsSolutions-SMG4",
                "Functions get the password when they are deployed (docs/adr/0012), so it is rotated by a deployment, `make rotate-secrets`,"
                        + " during which the old one is good as well.");
        return secret;
    }

    /** The password is looked up by CloudFormation when it deploys; no template holds it. */
    public Login login(DataOwner owner) {
        return new Login(owner.account(), of(owner).secretValueFromJson("password"));
    }

    /** {@code souk_users=<ARN of its secret>,…}, as the function of migrations reads it. */
    public String names() {
        return Arrays.stream(DataOwner.values())
                .map(owner -> owner.account() + "=" + of(owner).getSecretArn())
                .collect(Collectors.joining(","));
    }

    public List<String> arns() {
        return Arrays.stream(DataOwner.values())
                .map(owner -> of(owner).getSecretArn())
                .toList();
    }

    private Secret of(DataOwner owner) {
        return Objects.requireNonNull(passwords.get(owner));
    }
}
