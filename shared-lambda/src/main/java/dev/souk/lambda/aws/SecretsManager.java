package dev.souk.lambda.aws;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * AWS Secrets Manager by its JSON protocol: two operations.
 */
public final class SecretsManager implements SecretStore {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String NOT_FOUND = "ResourceNotFoundException";

    private final SignedHttp http;
    private final URI endpoint;

    /** @param endpoint where it is not AWS's own */
    private SecretsManager(AwsSettings aws, Optional<URI> endpoint) {
        this.http = new SignedHttp(aws, "secretsmanager", PATIENCE, PATIENCE);
        this.endpoint = endpoint.orElseGet(() -> URI.create("https://secretsmanager." + aws.region() + "."
                + aws.awsRegion().metadata().partition().dnsSuffix()));
    }

    /** Reads {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} beside what {@link AwsSettings#from} reads. */
    public static SecretsManager from(Environment environment) {
        return new SecretsManager(
                AwsSettings.from(environment), environment.findUri("AWS_ENDPOINT_URL_SECRETS_MANAGER"));
    }

    @Override
    public Optional<Secret> find(String name) {
        Answer answer = call("GetSecretValue", name, Map.of("SecretId", name));
        if (answer.isOk()) {
            return Optional.of(new Secret(answer.body().path("SecretString").text("")))
                    .filter(secret -> !secret.reveal().isEmpty());
        }
        if (answer.code().equals(NOT_FOUND)) {
            return Optional.empty();
        }
        throw new SecretStoreFailed(name, answer.code());
    }

    @Override
    public void put(String name, Secret value) {
        // The token makes a repeated call the same one.
        Map<String, String> fields = Map.of(
                "SecretId", name,
                "SecretString", value.reveal(),
                "ClientRequestToken", UUID.randomUUID().toString());
        Answer answer = call("PutSecretValue", name, fields);
        if (!answer.isOk()) {
            throw new SecretStoreFailed(name, answer.code());
        }
    }

    private record Answer(int status, Tree body) {
        boolean isOk() {
            return status == 200;
        }

        /** {@code ResourceNotFoundException}, with or without the name of a namespace before it. */
        String code() {
            String type = body.path("__type").text(Integer.toString(status));
            return type.substring(type.lastIndexOf('#') + 1);
        }
    }

    private Answer call(String operation, String name, Map<String, String> fields) {
        byte[] body = Json.bytes(fields);
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = call(operation, body);
                if (answer.status() < 500 || attempt == ATTEMPTS) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new SecretStoreFailed(name, e);
                }
            }
        }
    }

    private Answer call(String operation, byte[] body) throws IOException {
        SignedHttp.Answer answer = http.post(
                endpoint.resolve("/"),
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "secretsmanager." + operation),
                body);
        return new Answer(
                answer.status(),
                Tree.of(answer.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : answer.body()));
    }
}
