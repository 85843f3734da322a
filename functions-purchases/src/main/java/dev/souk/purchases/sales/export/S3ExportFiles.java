package dev.souk.purchases.sales.export;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.aws.S3Presigning;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned GETs of S3, good for five minutes: S3 looks at the time when a download begins. */
final class S3ExportFiles implements ExportFiles {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Lazy<S3Presigner> presigner;
    private final String bucket;
    private final Clock clock;

    S3ExportFiles(AwsSettings aws, String bucket, Clock clock) {
        this.presigner = S3Presigning.with(aws);
        this.bucket = bucket;
        this.clock = clock;
    }

    @Override
    public FileLink to(Export export) {
        Instant expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        String name = "sales-" + export.createdAt().toString().substring(0, 10) + ".csv";
        String url = presigner
                .get()
                .presignGetObject(presign -> presign.signatureDuration(LIFE)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(export.key())
                                .responseContentType("text/csv; charset=utf-8")
                                .responseCacheControl("private, no-store")
                                .responseContentDisposition("attachment; filename=\"" + name + "\"")))
                .url()
                .toString();
        return new FileLink(URI.create(url), expiresAt);
    }
}
