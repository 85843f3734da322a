package dev.souk.infra.web;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Stage;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The pages, for CloudFront to fetch and nobody else. They are not versioned: the repository has every version there ever was. */
final class PagesBucket extends Construct {
    private static final double LEAST_TLS = 1.2;

    private final Bucket bucket;

    PagesBucket(Construct scope, String id, Stage stage) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(LEAST_TLS)
                .removalPolicy(stage.safety().whenRemoved())
                .build();
        Acknowledged.on(
                bucket,
                "AwsSolutions-S1",
                "CloudFront alone reads it, and what is in it is public: a log would tell when CloudFront's copies ran out.");
    }

    Bucket bucket() {
        return bucket;
    }
}
