package dev.souk.infra.signin;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.MailIdentity;
import dev.souk.infra.Settings;
import dev.souk.infra.TokenIssuer;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnUserPool;
import software.amazon.awscdk.services.cognito.CfnUserPoolGroup;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.KeepOriginalAttrs;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;
import software.amazon.awscdk.services.cognito.UserPool;
import software.constructs.Construct;

/** People by their e-mail address, which Cognito has checked before it says so in a token. */
final class Users extends Construct {
    /** Who is in this group runs the platform; Cognito says so in their identity tokens. In the beginning nobody is. */
    static final TokenIssuer.Admins ADMINS = new TokenIssuer.Admins("cognito:groups", "souk-admins");

    private static final int SHORTEST_PASSWORD = 12;

    private final UserPool pool;

    Users(Construct scope, String id, Settings settings) {
        super(scope, id);
        pool = UserPool.Builder.create(this, "Pool")
                .userPoolName(settings.stage().nameOf("users"))
                // Cheaper plans have no pages that can be kept in the shop's own look; the dearer one is for watching
                // sign-ins.
                .featurePlan(FeaturePlan.ESSENTIALS)
                .selfSignUpEnabled(true)
                .signInAliases(SignInAliases.builder().email(true).build())
                .signInCaseSensitive(false)
                .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
                // Who changes his address keeps the old one until the new one is shown to be his.
                .keepOriginal(KeepOriginalAttrs.builder().email(true).build())
                .standardAttributes(StandardAttributes.builder()
                        .email(StandardAttribute.builder()
                                .required(true)
                                .mutable(true)
                                .build())
                        .build())
                .mfa(Mfa.OPTIONAL)
                // By an app. Codes by SMS cost by the piece, and can be taken over with the number.
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(SHORTEST_PASSWORD)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireDigits(true)
                        .requireSymbols(true)
                        .tempPasswordValidity(Duration.days(3))
                        .build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .deletionProtection(settings.stage().safety().protectedFromDeletion())
                .removalPolicy(settings.stage().safety().whenRemoved())
                .build();
        CfnUserPoolGroup.Builder.create(this, "Admins")
                .userPoolId(pool.getUserPoolId())
                .groupName(ADMINS.value())
                .description("Run the platform: reports, takedowns, fees")
                .build();
        settings.signIn().codeMail().ifPresent(mail -> sendBySes(mail, settings));
        acknowledge();
    }

    UserPool pool() {
        return pool;
    }

    /** Cognito sends fifty mails a day of its own. */
    private void sendBySes(MailIdentity mail, Settings settings) {
        Stack stack = Stack.of(this);
        CfnUserPool resource =
                (CfnUserPool) Objects.requireNonNull(pool.getNode().getDefaultChild());
        resource.setEmailConfiguration(CfnUserPool.EmailConfigurationProperty.builder()
                .emailSendingAccount("DEVELOPER")
                .from(settings.mailFrom())
                .sourceArn("arn:" + stack.getPartition() + ":ses:" + stack.getRegion() + ":" + stack.getAccount()
                        + ":identity/" + mail.of(settings.mailFromAddress()))
                .build());
    }

    private void acknowledge() {
        Acknowledged.on(
                pool,
                "AwsSolutions-COG2",
                "A second factor is offered to everybody and forced on nobody: a buyer who comes once a year for a file would be lost"
                        + " with his phone.");
        Acknowledged.on(
                pool,
                "AwsSolutions-COG8",
                "The plan that watches sign-ins costs for each person who signs in, from the first one on; what it adds can be had later,"
                        + " without losing anybody.");
    }
}
