package dev.souk.local.page.dev;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.aws.S3Presigning;
import dev.souk.lambda.config.Environment;
import dev.souk.local.http.Answer;
import dev.souk.local.service.BucketService;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lies in the bucket, by the API of S3 alone, so whosever it is: {@code GET files}, by key, a page at a time ({@code ?after=} what the
 * last page called {@code next}); {@code GET files/content?key=}, which leads to the bytes by a signed link. Nobody is shown a listing that
 * has not asked for one: each is a request for every file.
 */
final class FilesPanel implements Panel, AutoCloseable {
    private static final int PAGE = 25;
    private static final Duration LINK = Duration.ofMinutes(5);

    private final BucketService service;
    private final String bucket;
    private final Lazy<S3Client> client;
    private final Lazy<S3Presigner> presigner;
    private volatile boolean used;

    FilesPanel(BucketService service) {
        this.service = service;
        this.bucket = service.variables().getOrDefault("FILES_BUCKET", "");
        AwsSettings aws = AwsSettings.from(Environment.of(service.variables()));
        this.client = new Lazy<>(() -> client(aws));
        this.presigner = S3Presigning.with(aws);
    }

    private static S3Client client(AwsSettings aws) {
        var builder = S3Client.builder()
                .region(aws.awsRegion())
                .credentialsProvider(aws.credentials())
                .forcePathStyle(aws.s3Endpoint().isPresent())
                .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofSeconds(10)))
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(2)));
        aws.s3Endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Answer read(List<String> path, Query query) {
        try {
            return switch (String.join("/", path)) {
                case "" -> Replies.json(200, page(query.find("after").orElse(null)));
                case "content" ->
                    query.find("key")
                            .map(this::content)
                            .orElseGet(() -> Replies.problem(422, "'key' must name a file."));
                default -> Replies.noSuchThing();
            };
        } catch (SdkException e) {
            return Replies.problem(502, "The bucket does not answer: " + e.getMessage());
        }
    }

    private ObjectNode page(@Nullable String after) {
        used = true;
        ListObjectsV2Response found = client.get()
                .listObjectsV2(request -> request.bucket(bucket).maxKeys(PAGE).continuationToken(after));
        ObjectNode page = Replies.object()
                .put("ours", service.isOurs())
                .put("where", service.where())
                .put("bucket", bucket);
        ArrayNode files = page.putArray("files");
        for (S3Object each : found.contents()) {
            files.addObject()
                    .put("key", each.key())
                    .put("size", each.size())
                    .put("modified", each.lastModified().toString())
                    .put("content_type", contentType(each.key()));
        }
        if (Boolean.TRUE.equals(found.isTruncated())) {
            page.put("next", found.nextContinuationToken());
        }
        return page;
    }

    /** S3's listing does not say; a file that went meanwhile has none. */
    private String contentType(String key) {
        try {
            String type = client.get()
                    .headObject(request -> request.bucket(bucket).key(key))
                    .contentType();
            return type == null ? "" : type;
        } catch (SdkException e) {
            return "";
        }
    }

    /** As a download, whatever it is: a stranger's page must not open on this machine's names. */
    private Answer content(String key) {
        String link = presigner
                .get()
                .presignGetObject(presign -> presign.signatureDuration(LINK)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(key)
                                .responseContentDisposition("attachment")
                                .responseContentType("application/octet-stream")))
                .url()
                .toString();
        return Answer.redirect(link);
    }

    @Override
    public void close() {
        if (used) {
            client.get().close();
        }
    }
}
