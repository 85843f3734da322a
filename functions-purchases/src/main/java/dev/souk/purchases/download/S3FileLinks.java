package dev.souk.purchases.download;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.aws.S3Presigning;
import dev.souk.purchases.Deliverable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned GETs of S3. A link lives five minutes and as long as the file takes at half a megabyte a second, twelve hours at most. */
public final class S3FileLinks implements FileLinks {
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(12);
    private static final long SLOW_BYTES_PER_SECOND = 500_000;

    private final Lazy<S3Presigner> presigner;
    private final String bucket;
    private final Clock clock;

    public S3FileLinks(AwsSettings aws, String bucket, Clock clock) {
        this.presigner = S3Presigning.with(aws);
        this.bucket = bucket;
        this.clock = clock;
    }

    @Override
    public FileLink to(Deliverable file) {
        Duration life = life(file.size());
        Instant expiresAt = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
        String url = presigner
                .get()
                .presignGetObject(presign -> presign.signatureDuration(life)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(file.objectKey())
                                .responseContentType(file.contentType())
                                .responseContentDisposition(ContentDisposition.attachment(file.name()))))
                .url()
                .toString();
        return new FileLink(URI.create(url), expiresAt);
    }

    static Duration life(long size) {
        Duration life = LEAST.plusSeconds(size / SLOW_BYTES_PER_SECOND);
        return life.compareTo(MOST) < 0 ? life : MOST;
    }
}
