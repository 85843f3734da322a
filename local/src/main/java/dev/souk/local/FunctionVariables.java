package dev.souk.local;

import dev.souk.lambda.config.Environment;
import dev.souk.local.service.AwsVariables;
import dev.souk.local.service.Services;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment variables of each function: those it reads, as the template in the cloud sets them, and no others. */
final class FunctionVariables {
    /** One handler serves many requests at once here, on Lambda one. */
    private static final String CONNECTIONS = "20";

    private static final List<String> DATABASE =
            List.of("DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD", "DATABASE_CONNECTIONS");
    private static final List<String> HTTP =
            List.of("OIDC_ISSUER", "OIDC_AUDIENCE", "OIDC_JWKS_URI", "CORS_ORIGINS", "SOUK_SECRET");
    private static final List<String> AWS = List.of(
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL_SQS",
            "AWS_ENDPOINT_URL_SES");
    private static final List<String> FILES = List.of("FILES_BUCKET");
    private static final List<String> SALES = List.of(
            "EMAILS_QUEUE_URL",
            "STRIPE_SECRET_KEY",
            "STRIPE_API_BASE",
            "STRIPE_WEBHOOK_SECRETS",
            "STOREFRONT_URL",
            "DOWNLOAD_LIMIT");
    private static final List<String> MAIL = List.of("MAIL_FROM", "MAIL_TRANSPORT", "SMTP_URL");

    /** What a person may set beside what the services say. */
    private static final List<String> CHOICES =
            List.of("DOWNLOAD_LIMIT", "CORS_ORIGINS", "STOREFRONT_URL", "SOUK_SECRET");

    private final Map<String, String> all;
    private final Environment chosen;

    /** @param soukSecret used unless {@code SOUK_SECRET} is set */
    FunctionVariables(Services services, Environment chosen, URI baseUrl, String soukSecret) {
        this.chosen = chosen;
        all = new HashMap<>(services.variables());
        all.put("DATABASE_CONNECTIONS", CONNECTIONS);
        all.put("SOUK_SECRET", soukSecret);
        all.put("STOREFRONT_URL", baseUrl.toString());
        all.put("CORS_ORIGINS", baseUrl + ",http://localhost:" + baseUrl.getPort());
        CHOICES.forEach(name -> chosen.find(name).ifPresent(value -> all.put(name, value)));
    }

    Environment users() {
        return of(DATABASE, HTTP);
    }

    Environment catalog() {
        return of(DATABASE, HTTP, AWS, FILES);
    }

    Environment purchases() {
        return of(DATABASE, HTTP, AWS, FILES, SALES);
    }

    /** Mail may go by AWS's own SES while the files lie in a store of ours: this function alone has the person's key of AWS. */
    Environment email() {
        Map<String, String> variables = pick(DATABASE, MAIL);
        variables.putAll(AwsVariables.of(chosen));
        return Environment.of(variables);
    }

    /** For those who stand between the queues and the functions. */
    Environment queues() {
        return of(AWS);
    }

    @SafeVarargs
    private Environment of(List<String>... names) {
        return Environment.of(pick(names));
    }

    @SafeVarargs
    private Map<String, String> pick(List<String>... names) {
        List<String> wanted = new ArrayList<>();
        for (List<String> some : names) {
            wanted.addAll(some);
        }
        Map<String, String> picked = new HashMap<>(all);
        picked.keySet().retainAll(wanted);
        return picked;
    }
}
