package dev.souk.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedUploadPartRequest;

/**
 * What uploads in parts take for granted of S3, asked of the S3 that is used locally. Three things that S3 does this one does not, and nothing
 * relies on them: it does not tell the hashes of single parts, takes wrong ones at the end without a word, and takes parts of an upload that is over,
 * without effect on the object.
 */
class MultipartTest {
    private static final int PART = 5 * 1024 * 1024;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path temp;

    private static EmbeddedS3 s3;
    private static S3Client client;
    private static S3Presigner presigner;

    @BeforeAll
    static void start() {
        s3 = EmbeddedS3.start(temp, 0, List.of("files"));
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey()));
        client = S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(s3.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        presigner = S3Presigner.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(s3.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    @AfterAll
    static void stop() {
        presigner.close();
        client.close();
        s3.close();
    }

    @Test
    void parts_are_told_with_their_hashes_and_make_an_object_with_the_composite_one() throws Exception {
        String upload = begin("whole");
        byte[] first = bytes(PART, 1);
        byte[] second = bytes(1_000, 2);
        assertThat(put("whole", upload, 2, second, sha256(second)).statusCode()).isEqualTo(200);
        assertThat(put("whole", upload, 1, first, sha256(first)).statusCode()).isEqualTo(200);
        List<Part> parts = parts("whole", upload);
        assertThat(parts).extracting(Part::partNumber).containsExactly(1, 2);
        assertThat(parts).extracting(Part::size).containsExactly((long) PART, 1_000L);

        complete("whole", upload, parts, List.of(sha256(first), sha256(second)));
        HeadObjectResponse head =
                client.headObject(ask -> ask.bucket("files").key("whole").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.contentLength()).isEqualTo(PART + 1_000L);
        assertThat(head.contentType()).isEqualTo("application/zip");
        byte[] hashes = new byte[64];
        System.arraycopy(Base64.getDecoder().decode(sha256(first)), 0, hashes, 0, 32);
        System.arraycopy(Base64.getDecoder().decode(sha256(second)), 0, hashes, 32, 32);
        assertThat(head.checksumSHA256()).isEqualTo(sha256(hashes) + "-2");
    }

    @Test
    void a_link_takes_the_bytes_of_its_hash_and_length_and_no_others() throws Exception {
        String upload = begin("bound");
        byte[] announced = bytes(1_000, 1);
        assertThat(put("bound", upload, 1, bytes(1_000, 2), sha256(announced)).statusCode())
                .isEqualTo(400);
        PresignedUploadPartRequest link = link("bound", upload, 1, announced.length, sha256(announced));
        assertThat(send(link, bytes(999, 1), Map.of()).statusCode()).isEqualTo(403);
        byte[] other = bytes(1_000, 2);
        assertThat(send(link, other, Map.of("x-amz-checksum-sha256", sha256(other)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(parts("bound", upload)).isEmpty();
    }

    @Test
    void after_the_end_the_link_of_a_part_changes_nothing_of_the_object() throws Exception {
        String upload = begin("over");
        byte[] only = bytes(1_000, 1);
        put("over", upload, 1, only, sha256(only));
        complete("over", upload, parts("over", upload), List.of(sha256(only)));
        byte[] other = bytes(1_000, 2);
        put("over", upload, 1, other, sha256(other));
        assertThat(client.getObjectAsBytes(get -> get.bucket("files").key("over"))
                        .asByteArray())
                .isEqualTo(only);
    }

    @Test
    void an_upload_that_was_given_up_has_no_parts() throws Exception {
        String upload = begin("aborted");
        byte[] only = bytes(1_000, 1);
        put("aborted", upload, 1, only, sha256(only));
        client.abortMultipartUpload(
                abort -> abort.bucket("files").key("aborted").uploadId(upload));
        assertThat(parts("aborted", upload)).isEmpty();
    }

    @Test
    void an_object_of_other_parts_than_were_meant_is_known_by_its_composite_hash() throws Exception {
        String upload = begin("other");
        byte[] other = bytes(1_000, 1);
        put("other", upload, 1, other, sha256(other));
        complete("other", upload, parts("other", upload), List.of(sha256(bytes(1_000, 2))));
        assertThat(client.headObject(ask -> ask.bucket("files").key("other").checksumMode(ChecksumMode.ENABLED))
                        .checksumSHA256())
                .isEqualTo(sha256(Base64.getDecoder().decode(sha256(other))) + "-1");
    }

    private static String begin(String key) {
        return client.createMultipartUpload(create -> create.bucket("files")
                        .key(key)
                        .contentType("application/zip")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
    }

    private static List<Part> parts(String key, String upload) {
        return client.listParts(list -> list.bucket("files").key(key).uploadId(upload))
                .parts();
    }

    private static void complete(String key, String upload, List<Part> parts, List<String> hashes) {
        client.completeMultipartUpload(complete -> complete.bucket("files")
                .key(key)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts.stream()
                        .map(part -> CompletedPart.builder()
                                .partNumber(part.partNumber())
                                .eTag(part.eTag())
                                .checksumSHA256(hashes.get(part.partNumber() - 1))
                                .build())
                        .toList())));
    }

    private static PresignedUploadPartRequest link(String key, String upload, int number, long size, String hash) {
        return presigner.presignUploadPart(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                .uploadPartRequest(part -> part.bucket("files")
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .contentLength(size)
                        .checksumSHA256(hash)));
    }

    private static HttpResponse<String> put(String key, String upload, int number, byte[] bytes, String hash)
            throws IOException, InterruptedException {
        return send(link(key, upload, number, bytes.length, hash), bytes, Map.of());
    }

    private static HttpResponse<String> send(PresignedUploadPartRequest link, byte[] bytes, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(link.url().toString())).PUT(BodyPublishers.ofByteArray(bytes));
        link.signedHeaders().forEach((name, values) -> {
            if (!name.equals("host") && !name.equals("content-length")) {
                request.setHeader(name, String.join(",", values));
            }
        });
        headers.forEach(request::setHeader);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) seed);
        IntStream.range(0, length / 1_000).forEach(i -> bytes[i * 1_000] = (byte) i);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
