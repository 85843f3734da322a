package dev.souk.localstack;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A LocalStack that runs.
 *
 * @param endpoint as programs on this machine call it
 */
record LocalStack(URI endpoint) {
    /** LocalStack's account, whatever key it is called with that is not another account's number. */
    static final String ACCOUNT = "000000000000";

    static final String REGION = "us-east-1";

    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    S3Client s3() {
        return S3Client.builder()
                .region(Region.of(REGION))
                .credentialsProvider(ANYBODY)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    CloudFormation cloudFormation() {
        return new CloudFormation(endpoint);
    }

    /** Where a stage of a REST API answers; with no slash at the end. */
    URI api(String apiId, String stage) {
        return endpoint.resolve("/_aws/execute-api/" + apiId + "/" + stage);
    }

    /** Every mail that its SES was given. */
    URI mails() {
        return endpoint.resolve("/_aws/ses");
    }

    URI health() {
        return endpoint.resolve("/_localstack/health");
    }
}
