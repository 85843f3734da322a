package dev.souk.infra.messaging;

import dev.souk.infra.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.constructs.Construct;

/** What GuardDuty says of uploaded files: EventBridge puts it on the queue, and what it cannot put there with the dead letters. */
final class FileScans extends Construct {
    /** @param bucketName whose files */
    FileScans(Construct scope, KeepingQueue queue, String bucketName, Stage stage) {
        super(scope, "file-scan-results");
        Rule.Builder.create(this, "Rule")
                .ruleName(stage.nameOf("file-scans"))
                .description("GuardDuty has scanned a file")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.guardduty"))
                        .detailType(List.of("GuardDuty Malware Protection Object Scan Result"))
                        .detail(Map.of("s3ObjectDetails", Map.of("bucketName", List.of(bucketName))))
                        .build())
                .targets(List.of(SqsQueue.Builder.create(queue.queue())
                        .deadLetterQueue(queue.dead())
                        .build()))
                .build();
    }
}
