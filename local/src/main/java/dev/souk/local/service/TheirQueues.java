package dev.souk.local.service;

import dev.souk.model.message.WorkQueue;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Work queues on a queue server that is not ours. */
final class TheirQueues {
    private TheirQueues() {}

    /** The URL of the queue; one that is missing is made, and before it the queue of its dead letters. */
    static URI findOrMake(SqsClient client, WorkQueue queue, Duration visibility) {
        try {
            return URI.create(client.getQueueUrl(request -> request.queueName(queue.queueName()))
                    .queueUrl());
        } catch (QueueDoesNotExistException e) {
            String dead = client.createQueue(request -> request.queueName(queue.queueName() + "-dead"))
                    .queueUrl();
            String deadArn = client.getQueueAttributes(
                            request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
            Map<QueueAttributeName, String> attributes = Map.of(
                    QueueAttributeName.VISIBILITY_TIMEOUT,
                    String.valueOf(visibility.toSeconds()),
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":\"" + queue.maxReceives()
                            + "\"}");
            return URI.create(client.createQueue(
                            request -> request.queueName(queue.queueName()).attributes(attributes))
                    .queueUrl());
        }
    }
}
