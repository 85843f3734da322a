package dev.souk.test;

import dev.souk.embedded.s3.EmbeddedS3;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The one S3 of this JVM, with one bucket. */
public final class TestStorage {
    private static final String BUCKET = RealServices.BUCKET;

    private TestStorage() {}

    /** The variables that lead a function here. */
    public static Map<String, String> variables() {
        EmbeddedS3 s3 = RealServices.s3();
        return Map.of(
                "AWS_REGION", s3.region(),
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey(),
                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                "FILES_BUCKET", BUCKET);
    }

    /** Puts an object there behind everybody's back, without a checksum. */
    public static void put(String key, String contentType, byte[] bytes) {
        Client.OPEN.putObject(
                put -> put.bucket(BUCKET).key(key).contentType(contentType), RequestBody.fromBytes(bytes));
    }

    /** The object's bytes, or empty when there is none. */
    public static Optional<byte[]> read(String key) {
        try {
            return Optional.of(Client.OPEN
                    .getObjectAsBytes(get -> get.bucket(BUCKET).key(key))
                    .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** How many uploads in parts to {@code key} have begun and are neither over nor given up. */
    public static long uploads(String key) {
        return Client.OPEN.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .count();
    }

    private static final class Client {
        static final S3Client OPEN = S3Client.builder()
                .region(Region.of(RealServices.s3().region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        RealServices.s3().accessKey(), RealServices.s3().secretKey())))
                .endpointOverride(RealServices.s3().endpoint())
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
