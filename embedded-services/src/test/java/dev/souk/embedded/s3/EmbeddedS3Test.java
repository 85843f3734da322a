package dev.souk.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.embedded.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class EmbeddedS3Test {
    private static final byte[] ANNOUNCED = "the announced bytes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHERS = "the very other byte".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedS3 s3;
    private S3Client client;

    @BeforeEach
    void start() {
        s3 = EmbeddedS3.start(temp, 0, List.of("files"));
        client = client(s3, s3.secretKey());
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    @Test
    void what_was_announced_is_taken_and_its_hash_type_and_length_are_told() throws Exception {
        assertThat(upload(ANNOUNCED, "application/zip", sha256(ANNOUNCED)).statusCode())
                .isEqualTo(200);
        HeadObjectResponse head =
                client.headObject(ask -> ask.bucket("files").key("a/file.zip").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumSHA256()).isEqualTo(sha256(ANNOUNCED));
        assertThat(head.contentType()).isEqualTo("application/zip");
        assertThat(head.contentLength()).isEqualTo(ANNOUNCED.length);
        assertThat(client.getObjectAttributes(ask ->
                                ask.bucket("files").key("a/file.zip").objectAttributes(ObjectAttributes.CHECKSUM))
                        .checksum()
                        .checksumSHA256())
                .isEqualTo(sha256(ANNOUNCED));
    }

    @Test
    void other_bytes_than_announced_are_refused() throws Exception {
        assertThat(OTHERS).hasSameSizeAs(ANNOUNCED);
        HttpResponse<String> answer = upload(OTHERS, "application/zip", sha256(ANNOUNCED));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("BadDigest");
        assertThat(upload(OTHERS, "application/zip", sha256(OTHERS)).statusCode())
                .isEqualTo(403);
        assertNothingIsStored();
    }

    @Test
    void another_length_or_type_than_announced_is_refused() throws Exception {
        byte[] longer = (new String(ANNOUNCED, StandardCharsets.UTF_8) + "!").getBytes(StandardCharsets.UTF_8);
        assertThat(upload(longer, "application/zip", sha256(ANNOUNCED)).statusCode())
                .isEqualTo(403);
        assertThat(upload(ANNOUNCED, "text/html", sha256(ANNOUNCED)).statusCode())
                .isEqualTo(403);
        assertNothingIsStored();
    }

    @Test
    void a_link_opens_one_object_only_until_it_expires_and_only_unchanged() throws Exception {
        store("a/file.zip");
        store("a/secret.zip");
        URL link = downloadLink("attachment");
        assertThat(get(link).statusCode()).isEqualTo(200);
        assertThat(get(changed(link, "file.zip", "secret.zip")).statusCode()).isEqualTo(403);
        assertThat(get(changed(link, "X-Amz-Expires=60", "X-Amz-Expires=6000")).statusCode())
                .isEqualTo(403);
        assertThat(get(s3.endpoint().resolve("/files/a/file.zip").toURL()).statusCode())
                .isEqualTo(403);
        Instant fiveMinutesAgo = Instant.now().minus(Duration.ofMinutes(5));
        assertThat(get(signedAt(fiveMinutesAgo, Duration.ofMinutes(6))).statusCode())
                .isEqualTo(200);
        assertThat(get(signedAt(fiveMinutesAgo, Duration.ofMinutes(4))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_file_name_in_any_script_reaches_the_browser_in_the_encoded_form() throws Exception {
        store("a/file.zip");
        String disposition =
                "attachment; filename=\"_bung.zip\"; filename*=UTF-8''%C3%9Cbung%20%E6%97%A5%E6%9C%AC%20%F0%9F%8E%89.zip";
        HttpResponse<String> answer = get(downloadLink(disposition));
        assertThat(answer.headers().firstValue("content-disposition")).contains(disposition);
    }

    @Test
    void a_download_can_be_resumed() throws Exception {
        store("a/file.zip");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(downloadLink("attachment").toURI())
                        .header("Range", "bytes=4-12")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo("announced");
        assertThat(answer.headers().firstValue("content-range")).contains("bytes 4-12/" + ANNOUNCED.length);
    }

    @Test
    void a_browser_of_another_origin_may_upload() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uploadLink().toURI())
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", "http://shop.example")
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "content-type,x-amz-checksum-sha256")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValue("access-control-allow-headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("x-amz-checksum-sha256"));
    }

    @Test
    void a_client_with_another_secret_is_refused() {
        try (S3Client stranger = client(s3, "another secret")) {
            assertThatThrownBy(() -> stranger.listBuckets())
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void objects_survive_a_restart() throws Exception {
        assertThat(upload(ANNOUNCED, "application/zip", sha256(ANNOUNCED)).statusCode())
                .isEqualTo(200);
        s3.close();
        s3 = EmbeddedS3.start(temp, 0, List.of("files", "covers"));
        client.close();
        client = client(s3, s3.secretKey());
        assertThat(client.headObject(
                                ask -> ask.bucket("files").key("a/file.zip").checksumMode(ChecksumMode.ENABLED))
                        .checksumSHA256())
                .isEqualTo(sha256(ANNOUNCED));
        assertThat(client.listBuckets().buckets())
                .extracting(bucket -> bucket.name())
                .containsExactlyInAnyOrder("files", "covers");
    }

    @Test
    void a_taken_port_moves_on_and_a_closed_one_is_free() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Ports.loopback(), 0));
            EmbeddedS3 moved = EmbeddedS3.start(temp.resolve("moved"), taken.getLocalPort(), List.of());
            int port = moved.port();
            assertThat(port).isNotEqualTo(taken.getLocalPort());
            moved.close();
            try (ServerSocket free = new ServerSocket()) {
                free.bind(new InetSocketAddress(Ports.loopback(), port));
                assertThat(free.isBound()).isTrue();
            }
        }
    }

    private void assertNothingIsStored() {
        assertThat(client.listObjectsV2(list -> list.bucket("files")).contents())
                .isEmpty();
    }

    private void store(String key) {
        client.putObject(put -> put.bucket("files").key(key), RequestBody.fromBytes(ANNOUNCED));
    }

    private URL uploadLink() {
        try (S3Presigner presigner = presigner()) {
            return presigner
                    .presignPutObject(sign -> sign.signatureDuration(Duration.ofMinutes(1))
                            .putObjectRequest(put -> put.bucket("files")
                                    .key("a/file.zip")
                                    .contentLength((long) ANNOUNCED.length)
                                    .contentType("application/zip")
                                    .checksumSHA256(sha256(ANNOUNCED))))
                    .url();
        }
    }

    private HttpResponse<String> upload(byte[] bytes, String type, String sha256) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uploadLink().toURI())
                        .PUT(BodyPublishers.ofByteArray(bytes))
                        .header("Content-Type", type)
                        .header("x-amz-checksum-sha256", sha256)
                        .build(),
                BodyHandlers.ofString());
    }

    private URL downloadLink(String disposition) {
        try (S3Presigner presigner = presigner()) {
            return presigner
                    .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(get ->
                                    get.bucket("files").key("a/file.zip").responseContentDisposition(disposition)))
                    .url();
        }
    }

    /** The presigner signs with the clock of the machine; what has expired has to be signed a level below. */
    private URL signedAt(Instant time, Duration life) throws IOException {
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey()))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(s3.endpoint().resolve("/files/a/file.zip"))
                                .build())
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, s3.region())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life))
                .request()
                .getUri()
                .toURL();
    }

    private HttpResponse<String> get(URL url) throws Exception {
        return http.send(HttpRequest.newBuilder(url.toURI()).build(), BodyHandlers.ofString());
    }

    private static URL changed(URL url, String from, String to) throws IOException {
        return URI.create(url.toString().replace(from, to)).toURL();
    }

    private static S3Client client(EmbeddedS3 s3, String secret) {
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(s3.region()))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), secret)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(s3.region()))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
                .build();
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
