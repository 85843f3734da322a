package dev.souk.local.service;

import dev.souk.embedded.s3.EmbeddedS3;
import dev.souk.embedded.s3.StoredObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where files are: S3Proxy of ours, or the bucket {@code FILES_BUCKET}, at {@code AWS_ENDPOINT_URL_S3} where it is not AWS's. */
public final class BucketService implements Service {
    private static final String BUCKET = "souk-files";
    private static final String SCAN = "FILE_SCAN";

    private final Map<String, String> variables;
    private final @Nullable EmbeddedS3 server;
    private volatile @Nullable String scannedBy;

    private BucketService(Map<String, String> variables, @Nullable EmbeddedS3 server) {
        this.variables = Map.copyOf(variables);
        this.server = server;
    }

    /** @throws IllegalStateException when keys of AWS would be needed beside our own */
    public static BucketService start(Setting setting) {
        if (setting.isSet("AWS_ENDPOINT_URL_S3") || setting.isSet("FILES_BUCKET")) {
            Map<String, String> variables = new HashMap<>(AwsVariables.of(setting.environment()));
            variables.put("FILES_BUCKET", setting.environment().get("FILES_BUCKET"));
            variables.put(SCAN, setting.environment().find(SCAN).orElse("off"));
            return new BucketService(variables, null);
        }
        if (QueueService.isTheirs(setting) && !setting.isSet("AWS_ENDPOINT_URL_SQS")) {
            throw new IllegalStateException(
                    "The queues are AWS's and need a key of AWS, our bucket store needs its own, and a"
                            + " function has one key: set FILES_BUCKET as well.");
        }
        EmbeddedS3 server =
                EmbeddedS3.start(setting.home().folder(), setting.preferredPort(Port.BUCKET), List.of(BUCKET));
        setting.listensAt(Port.BUCKET, server.port());
        return new BucketService(
                Map.of(
                        "FILES_BUCKET",
                        BUCKET,
                        SCAN,
                        setting.environment().find(SCAN).orElse("required"),
                        "AWS_ENDPOINT_URL_S3",
                        server.endpoint().toString(),
                        "AWS_REGION",
                        server.region(),
                        "AWS_ACCESS_KEY_ID",
                        server.accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        server.secretKey()),
                server);
    }

    /**
     * Has what is stored from now on scanned; somebody else's store is theirs to have scanned.
     *
     * @param scanner what scans it, for people
     * @param reports scans an object and says what came of it
     */
    public void scanned(String scanner, Consumer<StoredObject> reports) {
        if (server != null) {
            server.tell(reports);
            scannedBy = scanner;
        }
    }

    /** What scans uploads, for people; empty when that is the affair of whose the store is. */
    public Optional<String> scannedBy() {
        return Optional.ofNullable(scannedBy);
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public String where() {
        String bucket = variables.getOrDefault("FILES_BUCKET", "");
        return variables.containsKey("AWS_ENDPOINT_URL_S3")
                ? variables.get("AWS_ENDPOINT_URL_S3") + "/" + bucket
                : "s3://" + bucket;
    }

    @Override
    public boolean isOurs() {
        return server != null;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
