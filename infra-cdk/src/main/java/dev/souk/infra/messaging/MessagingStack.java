package dev.souk.infra.messaging;

import dev.souk.infra.Stage;
import dev.souk.model.message.WorkQueue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Every queue of Souk. */
public final class MessagingStack extends Stack {
    private final Map<WorkQueue, KeepingQueue> queues = new EnumMap<>(WorkQueue.class);

    public MessagingStack(Construct scope, StackProps props, Stage stage) {
        super(scope, props.getStackName(), props);
        for (WorkQueue queue : WorkQueue.values()) {
            queues.put(queue, new KeepingQueue(this, queue, stage));
        }
    }

    public KeepingQueue queue(WorkQueue queue) {
        return Objects.requireNonNull(queues.get(queue));
    }
}
