package dev.souk.infra.messaging;

import dev.souk.infra.Stage;
import java.util.List;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetEventDestination;
import software.amazon.awscdk.services.ses.EmailSendingEvent;
import software.amazon.awscdk.services.ses.EventDestination;
import software.amazon.awscdk.services.ses.SuppressionReasons;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.constructs.Construct;

/** What becomes of mails: SES tells a topic of those that bounce or are called spam, and the topic tells the queue. */
public final class MailEvents extends Construct {
    private final String configurationSetName;
    private final ConfigurationSet configurationSet;

    MailEvents(Construct scope, KeepingQueue queue, Stage stage) {
        super(scope, "mail-events");
        configurationSetName = stage.nameOf("mail");
        Topic topic = Topic.Builder.create(this, "Topic")
                .topicName(stage.nameOf("mail-events"))
                .enforceSsl(true)
                .build();
        topic.addSubscription(SqsSubscription.Builder.create(queue.queue())
                .rawMessageDelivery(true)
                .build());
        configurationSet = ConfigurationSet.Builder.create(this, "Set")
                .configurationSetName(configurationSetName)
                .suppressionReasons(SuppressionReasons.BOUNCES_AND_COMPLAINTS)
                .build();
        ConfigurationSetEventDestination destination = ConfigurationSetEventDestination.Builder.create(
                        this, "Destination")
                .configurationSet(configurationSet)
                .destination(EventDestination.snsTopic(topic))
                .events(List.of(EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT))
                .build();
        // SES tries the topic when it is told of it: by then the topic has to let it in.
        destination.getNode().addDependency(topic);
    }

    ConfigurationSet configurationSet() {
        return configurationSet;
    }

    /** Under which mails are sent, so that SES tells of them. */
    public String configurationSetName() {
        return configurationSetName;
    }
}
