package dev.souk.local.queue;

import dev.souk.lambda.aws.AwsSettings;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of the queue server. Who uses them knows better than they when to try again. */
public final class SqsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    private SqsClients() {}

    /** One for everybody: it waits as long as a long poll may take, and never retries. */
    public static SqsClient of(AwsSettings aws) {
        var builder = SqsClient.builder()
                .region(aws.awsRegion())
                .credentialsProvider(aws.credentials())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(LONGEST_POLL.plusSeconds(5)));
        aws.sqsEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
