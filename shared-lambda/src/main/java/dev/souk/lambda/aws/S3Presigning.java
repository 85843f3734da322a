package dev.souk.lambda.aws;

import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs links to S3. Signing is arithmetic: nothing is sent anywhere. */
public final class S3Presigning {
    private S3Presigning() {}

    /** A presigner, made when it is first needed. An object store that is not AWS's is addressed by path, not by host name. */
    public static Lazy<S3Presigner> with(AwsSettings aws) {
        return new Lazy<>(() -> presigner(aws));
    }

    private static S3Presigner presigner(AwsSettings aws) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(aws.awsRegion())
                .credentialsProvider(aws.credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(aws.s3Endpoint().isPresent())
                        .build());
        aws.s3Endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
