package dev.souk.infra.api;

import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.Variable;
import dev.souk.infra.Settings;
import dev.souk.infra.Storefront;
import dev.souk.infra.TokenIssuer;
import dev.souk.infra.data.DataStack;
import dev.souk.infra.data.Database.Login;
import dev.souk.infra.deploy.ModuleAccounts;
import dev.souk.infra.deploy.StripeSetup;
import dev.souk.infra.messaging.MessagingStack;
import dev.souk.model.message.WorkQueue;
import dev.souk.schema.access.DataOwner;
import dev.souk.stripe.setup.Webhook;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each variable is in the cloud. A function gets those that it reads, and no others. */
record FunctionEnvironment(
        Settings settings,
        Storefront storefront,
        TokenIssuer issuer,
        DataStack data,
        MessagingStack messaging,
        Optional<LiveApi> live,
        Optional<ModuleAccounts> accounts,
        Optional<RdsProxy> proxy,
        Optional<StripeSetup> stripe) {
    /**
     * The environment of a function.
     *
     * @throws IllegalStateException when it would not start with it
     */
    Map<String, String> of(LambdaFunction function) {
        Map<String, String> environment = new TreeMap<>();
        for (Variable variable : function.variables()) {
            Optional<String> value = value(function, variable);
            if (value.isEmpty() && variable.given() == Variable.Given.ALWAYS) {
                throw new IllegalStateException(function.functionName() + " does not start without " + variable);
            }
            value.ifPresent(text -> environment.put(variable.name(), text));
        }
        return environment;
    }

    /** Empty when Lambda sets it itself, or when the function's own choice is right. */
    private Optional<String> value(LambdaFunction function, Variable variable) {
        return switch (variable) {
            case DATABASE_URL -> Optional.of(databaseUrl(function));
            case DATABASE_USER -> login(function).map(Login::user);
            case DATABASE_PASSWORD ->
                login(function).map(login -> login.password().unsafeUnwrap());
            case DATABASE_ADMIN_SECRET -> data.database().adminSecretArn();
            case DATABASE_ACCOUNT_SECRETS -> accounts.map(ModuleAccounts::names);
            case SOUK_SECRET -> Optional.of(data.secrets().signingKey().unsafeUnwrap());
            case STRIPE_SECRET -> Optional.of(settings.stripeSecret());
            case STRIPE_SECRET_KEY -> Optional.of(data.secrets().stripeKey().unsafeUnwrap());
            case STRIPE_WEBHOOK_SECRETS -> Optional.of(webhookSecrets("webhook_secrets", Webhook.PAYMENTS));
            case STRIPE_ACCOUNTS_WEBHOOK_SECRETS ->
                Optional.of(webhookSecrets("accounts_webhook_secrets", Webhook.ACCOUNTS, Webhook.PAYOUTS));
            case FILES_BUCKET -> Optional.of(data.files().bucket().getBucketName());
            case FILE_SCAN -> Optional.of(settings.malwareScan().variable());
            case SELLER_QUOTA_BYTES -> settings.sellerQuotaBytes();
            case EMAILS_QUEUE_URL ->
                Optional.of(messaging.queue(WorkQueue.EMAILS).queue().getQueueUrl());
            case IMAGES_QUEUE_URL ->
                Optional.of(messaging.queue(WorkQueue.IMAGES).queue().getQueueUrl());
            case LIVE_UPDATES_QUEUE_URL ->
                Optional.of(messaging.queue(WorkQueue.LIVE_UPDATES).queue().getQueueUrl());
            case SELLER_WEBHOOKS_QUEUE_URL ->
                Optional.of(messaging.queue(WorkQueue.SELLER_WEBHOOKS).queue().getQueueUrl());
            case WEBHOOK_TARGETS -> Optional.empty();
            case CONNECTIONS_URL -> live.map(LiveApi::connectionsUrl);
            case ORDER_REQUESTS_QUEUE_URL ->
                Optional.of(messaging.queue(WorkQueue.ORDER_REQUESTS).queue().getQueueUrl());
            case EXPORTS_QUEUE_URL ->
                Optional.of(messaging.queue(WorkQueue.EXPORTS).queue().getQueueUrl());
            case ORDER_PAGES_PER_SECOND -> Optional.empty();
            case OIDC_ISSUER -> Optional.of(issuer.issuer());
            case OIDC_AUDIENCE -> Optional.of(issuer.audience());
            case OIDC_JWKS_URI -> issuer.keys();
            case OIDC_ADMIN_CLAIM -> issuer.admins().map(TokenIssuer.Admins::claim);
            case OIDC_ADMIN_VALUE -> issuer.admins().map(TokenIssuer.Admins::value);
            case CORS_ORIGINS -> Optional.of(String.join(",", storefront.origins()));
            case STOREFRONT_URL -> Optional.of(storefront.url());
            // Under AWS's own name the API is known only after its functions.
            case API_URL -> settings.apiDomain().map(domain -> "https://" + domain.name());
            case DOWNLOAD_LIMIT -> settings.downloadLimit();
            case PLATFORM_FEE_BASIS_POINTS -> settings.terms().platformFee();
            case TRANSFER_HOLD_DAYS -> settings.terms().transferHoldDays();
            case DISPUTE_ACCESS -> settings.terms().disputeAccess();
            case STRIPE_TAX -> settings.terms().stripeTax();
            case MAIL_FROM -> Optional.of(settings.mailFrom());
            case MAIL_TRANSPORT -> Optional.of("ses");
            // One request at a time in an instance: one connection, and nobody to wait for.
            case DATABASE_CONNECTIONS, DATABASE_PATIENCE_SECONDS -> Optional.empty();
            // AWS and Stripe themselves, where nothing stands in for them.
            case AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_SES, AWS_ENDPOINT_URL_SECRETS_MANAGER ->
                settings.outside().map(Settings.Outside::awsEndpoint);
            case STRIPE_API_BASE -> settings.outside().flatMap(Settings.Outside::stripeApiBase);
            case STRIPE_READ_MILLIS -> Optional.empty();
            case SMTP_URL -> Optional.empty();
            case SES_CONFIGURATION_SET -> Optional.of(messaging.mailEvents().configurationSetName());
            case AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN -> Optional.empty();
        };
    }

    /** Migrations need a session for themselves, and an account that the proxy has never heard of. */
    private String databaseUrl(LambdaFunction function) {
        return proxy.filter(_ -> !function.runsAtDeploy())
                .map(RdsProxy::url)
                .orElseGet(() -> data.database().url());
    }

    private String webhookSecrets(String byHand, Webhook... webhooks) {
        return stripe.map(setup -> setup.signingSecrets(webhooks))
                .orElseGet(() -> data.secrets().webhookSecretsByHand(byHand));
    }

    private Optional<Login> login(LambdaFunction function) {
        return data.database()
                .loginOfAll()
                .or(() -> accounts.flatMap(
                        all -> DataOwner.ofArtifact(function.artifact()).map(all::login)));
    }
}
