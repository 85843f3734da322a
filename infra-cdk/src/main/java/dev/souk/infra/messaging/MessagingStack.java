package dev.souk.infra.messaging;

import dev.souk.infra.MalwareScan;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.infra.data.FilesBucket;
import dev.souk.model.message.WorkQueue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Every queue of Souk, what fills those of mail events and of scans, and who sends mails, where the owner leaves that to us. */
public final class MessagingStack extends Stack {
    private final Map<WorkQueue, KeepingQueue> queues = new EnumMap<>(WorkQueue.class);
    private final MailEvents mailEvents;

    public MessagingStack(Construct scope, StackProps props, Settings settings, FilesBucket files) {
        super(scope, props.getStackName(), props);
        Stage stage = settings.stage();
        for (WorkQueue queue : WorkQueue.values()) {
            queues.put(queue, new KeepingQueue(this, queue, stage));
        }
        mailEvents = new MailEvents(this, queue(WorkQueue.EMAIL_EVENTS), stage);
        if (settings.malwareScan() != MalwareScan.OFF) {
            new FileScans(this, queue(WorkQueue.FILE_SCANS), files.bucket().getBucketName(), stage);
        }
        settings.mailIdentity()
                .ifPresent(identity -> new Sender(this, "sender", identity, settings, mailEvents.configurationSet()));
    }

    /** Where SES tells what became of mails. */
    public MailEvents mailEvents() {
        return mailEvents;
    }

    public KeepingQueue queue(WorkQueue queue) {
        return Objects.requireNonNull(queues.get(queue));
    }
}
