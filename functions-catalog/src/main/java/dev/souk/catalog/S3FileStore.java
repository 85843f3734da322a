package dev.souk.catalog;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.aws.S3Presigning;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedUploadPartRequest;

/**
 * S3. A link signs length and SHA-256, so S3 itself refuses other bytes, and keeps the hash that it worked out. The
 * function needs {@code s3:ListBucket}: without it S3 says 403 where nothing was uploaded yet.
 */
final class S3FileStore implements FileStore {
    private static final Duration SHORTEST_INVITATION = Duration.ofMinutes(15);
    /** At a megabyte a second. S3 looks at the time when an upload begins, so this leaves room for a second try of a large one. */
    private static final long BYTES_PER_SECOND = 1_000_000;

    /** S3 takes its time to join thousands of parts, and API Gateway waits 29 seconds: whoever asks again finds the file. */
    private static final Duration JOINING = Duration.ofSeconds(24);

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
        PresignedPutObjectRequest signed = presigner
                .get()
                .presignPutObject(presign -> presign.signatureDuration(life(file.size()))
                        .putObjectRequest(put -> put.bucket(bucket)
                                .key(file.objectKey())
                                .contentLength(file.size())
                                .contentType(file.contentType().text())
                                .checksumSHA256(file.sha256().orElseThrow().base64())));
        return upload(signed.url().toString(), signed.signedHeaders(), signed.expiration());
    }

    @Override
    public Upload invite(ProductFile file, String upload, int number, Sha256 sha256) {
        long size = file.parts().orElseThrow().sizeOf(number, file.size());
        PresignedUploadPartRequest signed = presigner
                .get()
                .presignUploadPart(presign -> presign.signatureDuration(life(size))
                        .uploadPartRequest(part -> part.bucket(bucket)
                                .key(file.objectKey())
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength(size)
                                .checksumSHA256(sha256.base64())));
        return upload(signed.url().toString(), signed.signedHeaders(), signed.expiration());
    }

    private static Duration life(long size) {
        return SHORTEST_INVITATION.plusSeconds(size / BYTES_PER_SECOND);
    }

    private static Upload upload(String url, Map<String, List<String>> signed, Instant expiresAt) {
        Map<String, String> headers = new LinkedHashMap<>();
        signed.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!SENT_ANYWAY.contains(lower)) {
                headers.put(lower, String.join(",", values));
            }
        });
        return new Upload(URI.create(url), headers, expiresAt);
    }

    @Override
    public String begin(ProductFile file) {
        return told(
                file.id().text(),
                () -> client.get()
                        .createMultipartUpload(create -> create.bucket(bucket)
                                .key(file.objectKey())
                                .contentType(file.contentType().text())
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .checksumType(ChecksumType.COMPOSITE))
                        .uploadId());
    }

    @Override
    public Optional<List<HeldPart>> parts(ProductFile file, String upload) {
        return ask(file.id().text(), () -> {
            List<HeldPart> parts = new ArrayList<>();
            Optional<Integer> after = Optional.empty();
            do {
                Integer marker = after.orElse(null);
                ListPartsResponse page = client.get()
                        .listParts(list -> list.bucket(bucket)
                                .key(file.objectKey())
                                .uploadId(upload)
                                .partNumberMarker(marker));
                page.parts().forEach(part -> parts.add(new HeldPart(part.partNumber(), part.size(), part.eTag())));
                after = Boolean.TRUE.equals(page.isTruncated())
                        ? Optional.of(page.nextPartNumberMarker())
                        : Optional.empty();
            } while (after.isPresent());
            return parts;
        });
    }

    @Override
    public void join(ProductFile file, String upload, List<HeldPart> parts, List<Sha256> hashes) {
        List<CompletedPart> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            all.add(CompletedPart.builder()
                    .partNumber(parts.get(i).number())
                    .eTag(parts.get(i).tag())
                    .checksumSHA256(hashes.get(i).base64())
                    .build());
        }
        ask(
                file.id().text(),
                () -> client.get()
                        .completeMultipartUpload(complete -> complete.bucket(bucket)
                                .key(file.objectKey())
                                .uploadId(upload)
                                .overrideConfiguration(override ->
                                        override.apiCallTimeout(JOINING).apiCallAttemptTimeout(JOINING))
                                .multipartUpload(of -> of.parts(all))));
    }

    @Override
    public void abort(ProductFile file, String upload) {
        ask(
                file.id().text(),
                () -> client.get()
                        .abortMultipartUpload(abort ->
                                abort.bucket(bucket).key(file.objectKey()).uploadId(upload)));
    }

    @Override
    public Optional<Held> look(ProductFile file) {
        return ask(file.id().text(), () -> {
            HeadObjectResponse head = client.get()
                    .headObject(ask -> ask.bucket(bucket).key(file.objectKey()).checksumMode(ChecksumMode.ENABLED));
            Optional<Sha256> told = Optional.ofNullable(head.checksumSHA256())
                    .flatMap(text -> file.parts()
                            .map(parts -> Sha256.parseComposite(text, parts.count(file.size())))
                            .orElseGet(() -> Sha256.parseBase64(text)));
            return new Held(
                    head.contentLength(),
                    Optional.ofNullable(head.contentType()).orElse(""),
                    told);
        });
    }

    @Override
    public Optional<Sha256> hash(ProductFile file) {
        return ask(file.id().text(), () -> {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[64 * 1024];
            try (InputStream bytes =
                    client.get().getObject(get -> get.bucket(bucket).key(file.objectKey()))) {
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            } catch (IOException e) {
                throw new Unavailable(file.id().text(), e);
            }
            return Sha256.of(digest.digest());
        });
    }

    @Override
    public byte[] beginning(ProductFile file, int length) {
        return ask(
                        file.id().text(),
                        () -> client.get()
                                .getObjectAsBytes(get ->
                                        get.bucket(bucket).key(file.objectKey()).range("bytes=0-" + (length - 1)))
                                .asByteArray())
                .orElse(new byte[0]);
    }

    @Override
    public void keep(ProductFile file, String key, byte[] bytes, String contentType) {
        var _ = told(
                file.id().text(),
                () -> client.get()
                        .putObject(
                                put -> put.bucket(bucket)
                                        .key(key)
                                        .contentType(contentType)
                                        .cacheControl("public, max-age=31536000, immutable"),
                                RequestBody.fromBytes(bytes)));
    }

    @Override
    public void remove(ProductFile file) {
        removeUpload(file);
        file.pictureKey().ifPresent(this::removePictures);
    }

    @Override
    public void removeUpload(ProductFile file) {
        remove(file.objectKey());
    }

    @Override
    public void removePictures(UUID key) {
        Picture.objectKeys(key).forEach(this::remove);
    }

    private void remove(String key) {
        ask(key, () -> client.get().deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    /** S3 cannot be told to send {@code nosniff}; type and disposition are ours, and so is every byte. */
    @Override
    public URI show(Picture picture, Picture.Variant variant) {
        String url = presigner
                .get()
                .presignGetObject(presign -> presign.signatureDuration(SHOWN_FOR)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(Picture.objectKey(picture.key(), variant.number()))
                                .responseContentType(picture.format().contentType())
                                .responseContentDisposition("inline")
                                .responseCacheControl("private, max-age=" + SHOWN_FOR.toSeconds())))
                .url()
                .toString();
        return URI.create(url);
    }

    /** The answer, or empty when S3 says that there is no such object. */
    private static <T> Optional<T> ask(String what, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw new Unavailable(what, e);
        } catch (SdkException e) {
            throw new Unavailable(what, e);
        }
    }

    private static <T> T told(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw new Unavailable(what, e);
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
