package dev.souk.lambda.aws;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * How AWS is reached. Everything is said, so that the SDK looks nothing up: its chains of providers cost a cold start dear.
 *
 * @param accessKey empty where credentials come from the container (SnapStart)
 * @param sqsEndpoint the queue server where it is not AWS's
 * @param s3Endpoint the object store where it is not AWS's
 */
public record AwsSettings(
        String region,
        Optional<String> accessKey,
        Optional<Secret> secretKey,
        Optional<Secret> sessionToken,
        Optional<URI> sqsEndpoint,
        Optional<URI> s3Endpoint,
        Optional<URI> sesEndpoint) {

    /** Reads {@code AWS_REGION}, the {@code AWS_…} credentials and {@code AWS_ENDPOINT_URL_SQS}, {@code …_S3}, {@code …_SES}. */
    public static AwsSettings from(Environment environment) {
        return new AwsSettings(
                environment.get("AWS_REGION"),
                environment.find("AWS_ACCESS_KEY_ID"),
                environment.find("AWS_SECRET_ACCESS_KEY").map(Secret::new),
                environment.find("AWS_SESSION_TOKEN").map(Secret::new),
                environment.findUri("AWS_ENDPOINT_URL_SQS"),
                environment.findUri("AWS_ENDPOINT_URL_S3"),
                environment.findUri("AWS_ENDPOINT_URL_SES"));
    }

    /** Nobody's credentials, for calls to {@code deadEnd}. */
    public static AwsSettings rehearsing(URI deadEnd) {
        return new AwsSettings(
                "us-east-1",
                Optional.of("priming"),
                Optional.of(new Secret("priming")),
                Optional.of(new Secret("priming")),
                Optional.of(deadEnd),
                Optional.of(deadEnd),
                Optional.of(deadEnd));
    }

    public Region awsRegion() {
        return Region.of(region);
    }

    public AwsCredentialsProvider credentials() {
        if (accessKey.isEmpty() || secretKey.isEmpty()) {
            return ContainerCredentialsProvider.create();
        }
        String key = accessKey.get();
        String secret = secretKey.get().reveal();
        return StaticCredentialsProvider.create(
                sessionToken.isPresent()
                        ? AwsSessionCredentials.create(
                                key, secret, sessionToken.get().reveal())
                        : AwsBasicCredentials.create(key, secret));
    }
}
