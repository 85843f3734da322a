package dev.souk.lambda.aws;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * AWS Secrets Manager by its JSON protocol: two operations, signed by AWS's own signer. The client that AWS makes for all its operations
 * would be the largest jar of a function that reads one secret.
 */
public final class SecretsManager implements SecretStore {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String NOT_FOUND = "ResourceNotFoundException";

    private final AwsSettings aws;
    private final URI endpoint;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param endpoint where it is not AWS's own */
    private SecretsManager(AwsSettings aws, Optional<URI> endpoint) {
        this.aws = aws;
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
        try (SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(PATIENCE)
                .socketTimeout(PATIENCE)
                .build()) {
            for (int attempt = 1; ; attempt++) {
                try {
                    Answer answer = call(http, operation, body);
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
    }

    private Answer call(SdkHttpClient http, String operation, byte[] body) throws IOException {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.resolve("/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "secretsmanager." + operation)
                .putHeader("Content-Length", Integer.toString(body.length))
                .build();
        ContentStreamProvider payload = ContentStreamProvider.fromByteArray(body);
        SignedRequest signed =
                signer.sign(sign -> sign.identity(aws.credentials().resolveCredentials())
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, aws.region()));
        SdkHttpRequest ready = signed.request();
        HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                        .request(ready)
                        .contentStreamProvider(payload)
                        .build())
                .call();
        byte[] answer = {};
        if (response.responseBody().isPresent()) {
            try (InputStream stream = response.responseBody().get()) {
                answer = stream.readAllBytes();
            }
        }
        return new Answer(
                response.httpResponse().statusCode(),
                Tree.of(answer.length == 0 ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8) : answer));
    }
}
