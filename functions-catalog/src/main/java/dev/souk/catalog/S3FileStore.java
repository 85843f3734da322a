package dev.souk.catalog;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.aws.S3Presigning;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * S3. An upload's link signs length, type and SHA-256, so S3 itself refuses other bytes, and keeps the hash that it worked out. The
 * function needs {@code s3:ListBucket}: without it S3 says 403 where nothing was uploaded yet.
 */
final class S3FileStore implements FileStore {
    private static final Duration SHORTEST_INVITATION = Duration.ofMinutes(15);
    /** At a megabyte a second. S3 looks at the time when an upload begins, so this leaves room for a second try of a large one. */
    private static final long BYTES_PER_SECOND = 1_000_000;

    private static final Duration SHOWN_FOR = Duration.ofMinutes(5);
    /** Clients send these by themselves, and a browser lets nobody else do it. */
    private static final Set<String> SENT_ANYWAY = Set.of("host", "content-length");

    private final String bucket;
    private final Lazy<S3Client> client;
    private final Lazy<S3Presigner> presigner;

    S3FileStore(AwsSettings aws, String bucket) {
        this.bucket = bucket;
        this.client = new Lazy<>(() -> client(aws));
        this.presigner = S3Presigning.with(aws);
    }

    @Override
    public Upload invite(ProductFile file) {
        Duration life = SHORTEST_INVITATION.plusSeconds(file.size() / BYTES_PER_SECOND);
        PresignedPutObjectRequest signed = presigner
                .get()
                .presignPutObject(presign -> presign.signatureDuration(life)
                        .putObjectRequest(put -> put.bucket(bucket)
                                .key(file.objectKey())
                                .contentLength(file.size())
                                .contentType(file.contentType().text())
                                .checksumSHA256(file.sha256().base64())));
        Map<String, String> headers = new LinkedHashMap<>();
        signed.signedHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!SENT_ANYWAY.contains(lower)) {
                headers.put(lower, String.join(",", values));
            }
        });
        return new Upload(URI.create(signed.url().toString()), headers, signed.expiration());
    }

    @Override
    public Optional<Held> look(ProductFile file) {
        return ask(file, () -> {
            HeadObjectResponse head = client.get()
                    .headObject(ask -> ask.bucket(bucket).key(file.objectKey()).checksumMode(ChecksumMode.ENABLED));
            Optional<Sha256> told = Optional.ofNullable(head.checksumSHA256()).flatMap(Sha256::parseBase64);
            return new Held(
                    head.contentLength(),
                    Optional.ofNullable(head.contentType()).orElse(""),
                    told);
        });
    }

    @Override
    public Optional<Sha256> hash(ProductFile file) {
        return ask(file, () -> {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[64 * 1024];
            try (InputStream bytes =
                    client.get().getObject(get -> get.bucket(bucket).key(file.objectKey()))) {
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            } catch (IOException e) {
                throw new Unavailable(file, e);
            }
            return Sha256.of(digest.digest());
        });
    }

    @Override
    public byte[] beginning(ProductFile file, int length) {
        return ask(
                        file,
                        () -> client.get()
                                .getObjectAsBytes(get ->
                                        get.bucket(bucket).key(file.objectKey()).range("bytes=0-" + (length - 1)))
                                .asByteArray())
                .orElse(new byte[0]);
    }

    @Override
    public void remove(ProductFile file) {
        ask(
                file,
                () -> client.get().deleteObject(delete -> delete.bucket(bucket).key(file.objectKey())));
    }

    /** S3 cannot be told to send {@code nosniff}; type and disposition are ours, and the bytes were looked at when they came. */
    @Override
    public URI show(ProductFile cover) {
        String url = presigner
                .get()
                .presignGetObject(presign -> presign.signatureDuration(SHOWN_FOR)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(cover.objectKey())
                                .responseContentType(cover.contentType().text())
                                .responseContentDisposition("inline")
                                .responseCacheControl("private, max-age=" + SHOWN_FOR.toSeconds())))
                .url()
                .toString();
        return URI.create(url);
    }

    /** The answer, or empty when S3 says that there is no such object. */
    private static <T> Optional<T> ask(ProductFile file, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw new Unavailable(file, e);
        } catch (SdkException e) {
            throw new Unavailable(file, e);
        }
    }

    private static S3Client client(AwsSettings aws) {
        var builder = S3Client.builder()
                .region(aws.awsRegion())
                .credentialsProvider(aws.credentials())
                .forcePathStyle(aws.s3Endpoint().isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override ->
                        override.apiCallTimeout(Duration.ofSeconds(20)).apiCallAttemptTimeout(Duration.ofSeconds(8)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(5)));
        aws.s3Endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
