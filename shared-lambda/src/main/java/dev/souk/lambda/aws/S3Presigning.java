package dev.souk.lambda.aws;

import dev.souk.lambda.priming.Snapshots;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs links to S3. Signing is arithmetic: nothing is sent anywhere. */
public final class S3Presigning {
    private S3Presigning() {}

    /** A presigner, made when it is first needed. An object store that is not AWS's is addressed by path, not by host name. */
    public static Lazy<S3Presigner> with(AwsSettings aws) {
        Snapshots.rehearse("presigned links", S3Presigning::rehearse);
        return new Lazy<>(() -> presigner(aws));
    }

    /** With nobody's credentials: those that it will sign with are asked for when it does, and end long before a snapshot does. */
    private static void rehearse() {
        try (S3Presigner presigner = presigner(AwsSettings.rehearsing(URI.create("https://nowhere.invalid")))) {
            presigner.presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(get -> get.bucket("priming").key("priming")));
        }
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
