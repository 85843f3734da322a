package dev.souk.local.scan;

import dev.souk.embedded.s3.StoredObject;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.local.scan.FileScanner.Finding;
import dev.souk.local.scan.FileScanner.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Has each stored object scanned, and puts what GuardDuty would say of it on the queue that EventBridge would put it on. */
public final class ScanReports implements Consumer<StoredObject> {
    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";

    private final FileScanner scanner;
    private final SqsClient queues;
    private final URI queueUrl;
    private final Clock clock;
    private final Log log;

    public ScanReports(FileScanner scanner, SqsClient queues, URI queueUrl, Clock clock, Log log) {
        this.scanner = scanner;
        this.queues = queues;
        this.queueUrl = queueUrl;
        this.clock = clock;
        this.log = log;
    }

    /** A report that does not reach the queue fails the upload, which its seller then repeats: no file is forgotten. */
    @Override
    public void accept(StoredObject object) {
        Finding finding = scan(object);
        queues.sendMessage(
                message -> message.queueUrl(queueUrl.toString()).messageBody(Json.write(event(object, finding))));
    }

    private Finding scan(StoredObject object) {
        try (InputStream bytes = object.open()) {
            return scanner.scan(bytes);
        } catch (IOException e) {
            log.error("scan.failed", e, "key", object.key());
            return Finding.of(Status.FAILED);
        }
    }

    private Map<String, Object> event(StoredObject object, Finding finding) {
        Map<String, Object> result = new HashMap<>();
        result.put("scanResultStatus", finding.status().name());
        result.put(
                "threats",
                finding.threat().map(name -> List.of(Map.of("name", name))).orElse(null));
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("schemaVersion", "1.0");
        detail.put(
                "scanStatus",
                switch (finding.status()) {
                    case NO_THREATS_FOUND, THREATS_FOUND -> "COMPLETED";
                    case UNSUPPORTED -> "SKIPPED";
                    case FAILED -> "FAILED";
                });
        detail.put("resourceType", "S3_OBJECT");
        detail.put("s3ObjectDetails", Map.of("bucketName", object.bucket(), "objectKey", object.key()));
        detail.put("scanResultDetails", result);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "GuardDuty Malware Protection Object Scan Result");
        event.put("source", "aws.guardduty");
        event.put("account", ACCOUNT);
        event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", REGION);
        event.put("resources", List.of());
        event.put("detail", detail);
        return event;
    }
}
