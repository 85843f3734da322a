package dev.souk.purchases.sales.export;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's multipart uploads. */
final class S3ExportStore implements ExportStore {
    /** What S3 says of an upload that is over, or whose parts are others. */
    private static final Set<String> NOT_SO = Set.of("NoSuchUpload", "InvalidPart", "InvalidPartOrder");

    private final Lazy<S3Client> client;
    private final String bucket;

    S3ExportStore(AwsSettings aws, String bucket) {
        this.client = new Lazy<>(() -> client(aws));
        this.bucket = bucket;
    }

    @Override
    public String begin(String key) {
        return client.get()
                .createMultipartUpload(begin -> begin.bucket(bucket).key(key).contentType("text/csv; charset=utf-8"))
                .uploadId();
    }

    @Override
    public String part(String key, String upload, int number, byte[] bytes) {
        try {
            return client.get()
                    .uploadPart(
                            part -> part.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .contentLength((long) bytes.length),
                            RequestBody.fromBytes(bytes))
                    .eTag();
        } catch (S3Exception e) {
            throw told(key, e);
        }
    }

    @Override
    public void complete(String key, String upload, List<String> parts) {
        List<CompletedPart> completed = new ArrayList<>();
        for (String etag : parts) {
            int number = completed.size() + 1;
            completed.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        try {
            var _ = client.get()
                    .completeMultipartUpload(complete -> complete.bucket(bucket)
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(completed)));
        } catch (S3Exception e) {
            throw told(key, e);
        }
    }

    @Override
    public OptionalLong size(String key) {
        try {
            return OptionalLong.of(client.get()
                    .headObject(head -> head.bucket(bucket).key(key))
                    .contentLength());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    public void abort(String key, String upload) {
        try {
            var _ = client.get()
                    .abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
        }
    }

    @Override
    public void remove(String key) {
        var _ = client.get().deleteObject(delete -> delete.bucket(bucket).key(key));
    }

    private static RuntimeException told(String key, S3Exception e) {
        boolean isGone = e.statusCode() == 404
                || (e.awsErrorDetails() != null
                        && NOT_SO.contains(e.awsErrorDetails().errorCode()));
        return isGone ? new NoSuchUpload(key, e) : e;
    }

    private static S3Client client(AwsSettings aws) {
        var builder = S3Client.builder()
                .region(aws.awsRegion())
                .credentialsProvider(aws.credentials())
                .forcePathStyle(aws.s3Endpoint().isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override ->
                        override.apiCallTimeout(Duration.ofSeconds(30)).apiCallAttemptTimeout(Duration.ofSeconds(20)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(15)));
        aws.s3Endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
