package dev.souk.infra.data;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Stage;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.ExportValueOptions;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * What sellers sell. Browsers put and get files here by signed addresses and in no other way; a file that was overwritten or deleted can
 * be had back for a month. Who came is written down in a second bucket.
 */
public final class FilesBucket extends Construct {
    private static final double LEAST_TLS = 1.2;
    private static final Duration DELETED_KEPT = Duration.days(30);
    /** Whoever has them deleted is functions-purchases, after three days; this is for what it could not. */
    private static final Duration EXPORTS_KEPT = Duration.days(8);
    /** They name buyers, and can be written again: nobody has to have one back. */
    private static final Duration DELETED_EXPORTS_KEPT = Duration.days(1);
    /** A day longer than an upload in parts may take: the sweeper has given it up by then. */
    private static final Duration UNFINISHED_KEPT = Duration.days(15);

    private static final Duration ACCESS_LOG_KEPT = Duration.days(90);

    private final Bucket bucket;
    private final String arnExport;
    private final String arn;

    FilesBucket(Construct scope, String id, Stage stage, List<String> origins) {
        super(scope, id);
        Bucket accessLog = guarded("AccessLog")
                .lifecycleRules(List.of(
                        LifecycleRule.builder().expiration(ACCESS_LOG_KEPT).build()))
                .removalPolicy(stage.safety().whenRemoved())
                .build();
        Acknowledged.on(
                accessLog,
                "AwsSolutions-S1",
                "This is where access is written down; writing down the writing would go on for ever.");
        bucket = guarded("Bucket")
                .versioned(true)
                .lifecycleRules(List.of(
                        LifecycleRule.builder()
                                .abortIncompleteMultipartUploadAfter(UNFINISHED_KEPT)
                                .noncurrentVersionExpiration(DELETED_KEPT)
                                .expiredObjectDeleteMarker(true)
                                .build(),
                        LifecycleRule.builder()
                                .prefix("exports/")
                                .expiration(EXPORTS_KEPT)
                                .noncurrentVersionExpiration(DELETED_EXPORTS_KEPT)
                                .build()))
                .cors(List.of(pagesOf(origins)))
                .serverAccessLogsBucket(accessLog)
                .serverAccessLogsPrefix("files/")
                .removalPolicy(stage.safety().whenRemoved())
                .build();
        arnExport = stage.nameOf("files-arn");
        arn = Stack.of(this)
                .exportValue(
                        bucket.getBucketArn(),
                        ExportValueOptions.builder().name(arnExport).build());
    }

    public Bucket bucket() {
        return bucket;
    }

    /** The bucket's ARN, for other stacks. */
    public String arn() {
        return arn;
    }

    /** Under which name other stacks import {@link #arn}. */
    public String arnExport() {
        return arnExport;
    }

    /** Private, encrypted, by TLS only. */
    private Bucket.Builder guarded(String id) {
        return Bucket.Builder.create(this, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(LEAST_TLS);
    }

    /** An upload's address signs type and hash as headers, which the browser then has to send; the hash S3 found may be read. */
    private static CorsRule pagesOf(List<String> origins) {
        return CorsRule.builder()
                .allowedOrigins(origins)
                .allowedMethods(List.of(HttpMethods.GET, HttpMethods.PUT))
                .allowedHeaders(List.of("content-type", "x-amz-checksum-sha256", "range"))
                .exposedHeaders(List.of("ETag", "x-amz-checksum-sha256", "Content-Disposition", "Content-Range"))
                .maxAge(3_600)
                .build();
    }
}
