package dev.souk.local.page.dev;

import dev.souk.local.http.Answer;
import dev.souk.local.service.QueueService;
import dev.souk.model.message.WorkQueue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The work queues and their dead letters, by the API of SQS alone, so whosever they are: {@code GET queues}; {@code GET
 * queues/{queue}/dead-letters}, the first ten that are not in flight; {@code POST queues/{queue}/redrive}, which has the server move all of
 * them back; {@code POST queues/{queue}/purge} with {@code {"confirm": "<queue>"}}, which deletes them.
 */
final class QueuesPanel implements Watched {
    private static final int PEEKED = 10;

    private final QueueService service;
    private final SqsClient client;

    QueuesPanel(QueueService service, SqsClient client) {
        this.service = service;
        this.client = client;
    }

    @Override
    public String name() {
        return "queues";
    }

    /** On a server of theirs each look may cost money. */
    @Override
    public Duration every() {
        return service.isOurs() ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
    }

    @Override
    public JsonNode now() {
        ObjectNode now = Replies.object().put("ours", service.isOurs()).put("where", service.where());
        ArrayNode queues = now.putArray("queues");
        try {
            for (WorkQueue queue : WorkQueue.values()) {
                queues.add(now(queue));
            }
        } catch (SdkException e) {
            now.put("error", "The queue server does not answer: " + e.getMessage());
        }
        return now;
    }

    private ObjectNode now(WorkQueue queue) {
        Map<QueueAttributeName, String> attributes =
                attributes(service.url(queue).toString());
        ObjectNode now = counts(queue.queueName(), attributes);
        now.put("max_receives", queue.maxReceives());
        deadLettersUrl(attributes).ifPresent(url -> now.set("dead_letters", counts(nameOf(url), attributes(url))));
        return now;
    }

    private static ObjectNode counts(String name, Map<QueueAttributeName, String> attributes) {
        return Replies.object()
                .put("name", name)
                .put("depth", count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .put("in_flight", count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .put("delayed", count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    private static int count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }

    @Override
    public Answer read(List<String> path, Query query) {
        if (path.size() != 2 || !path.get(1).equals("dead-letters")) {
            return Watched.super.read(path, query);
        }
        return withDeadLetters(path.getFirst(), this::peeked);
    }

    @Override
    public Answer act(List<String> path, JsonNode body) {
        if (path.size() != 2) {
            return Replies.noSuchThing();
        }
        return switch (path.get(1)) {
            case "messages" -> withQueue(path.getFirst(), queue -> put(queue, body.path("body")));
            case "redrive" -> withDeadLetters(path.getFirst(), this::redriven);
            case "purge" ->
                body.path("confirm").asString("").equals(path.getFirst())
                        ? withDeadLetters(path.getFirst(), this::purged)
                        : Replies.problem(422, "'confirm' must be the name of the queue: what is deleted is gone.");
            default -> Replies.noSuchThing();
        };
    }

    /** @param work gets the URL of the queue's dead letters */
    private Answer withDeadLetters(String name, Function<String, Answer> work) {
        return withQueue(
                name,
                queue -> deadLettersUrl(attributes(queue))
                        .map(work)
                        .orElseGet(() -> Replies.problem(
                                409, "This queue has no dead letters: no redrive policy is set on it.")));
    }

    /** @param work gets the URL of the queue */
    private Answer withQueue(String name, Function<String, Answer> work) {
        Optional<WorkQueue> queue = Arrays.stream(WorkQueue.values())
                .filter(each -> each.queueName().equals(name))
                .findFirst();
        if (queue.isEmpty()) {
            return Replies.problem(404, "There is no queue of that name.");
        }
        try {
            return work.apply(service.url(queue.get()).toString());
        } catch (SdkException e) {
            return Replies.problem(
                    502,
                    (service.isOurs() ? "The queue server refused: " : "Your queue server refused: ") + e.getMessage());
        }
    }

    /** A look without taking: a visibility timeout of 0 leaves them there for everybody. It counts as a receive, which ends nothing here. */
    private Answer peeked(String url) {
        List<Message> messages = client.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(PEEKED)
                        .visibilityTimeout(0)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
        ObjectNode answer = Replies.object();
        ArrayNode list = answer.putArray("messages");
        for (Message message : messages) {
            ObjectNode each = list.addObject().put("id", message.messageId());
            String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
            if (sent != null) {
                each.put("sent_at", Instant.ofEpochMilli(Long.parseLong(sent)).toString());
            }
            each.set("body", Masked.of(message.body()));
        }
        return Replies.json(200, answer);
    }

    /** What somebody else would send, SES's bounces first of all. */
    private Answer put(String url, JsonNode message) {
        if (!message.isObject() && !message.isString()) {
            return Replies.problem(422, "'body' must be the message: a JSON object, or a text.");
        }
        String text = message.isString() ? message.asString() : message.toString();
        if (text.isEmpty()) {
            return Replies.problem(422, "'body' must not be empty.");
        }
        client.sendMessage(request -> request.queueUrl(url).messageBody(text));
        return Replies.json(202, Replies.object().put("sent", true));
    }

    private Answer redriven(String url) {
        String arn = attributes(url).getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        client.startMessageMoveTask(request -> request.sourceArn(arn));
        return Replies.json(202, Replies.object().put("begun", true));
    }

    private Answer purged(String url) {
        client.purgeQueue(request -> request.queueUrl(url));
        return Replies.done();
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    /** Where a queue's redrive policy sends what nobody could work on. */
    private Optional<String> deadLettersUrl(Map<QueueAttributeName, String> attributes) {
        try {
            String arn = Replies.JSON
                    .readTree(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"))
                    .path("deadLetterTargetArn")
                    .asString("");
            return arn.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            client.getQueueUrl(request -> request.queueName(arn.substring(arn.lastIndexOf(':') + 1)))
                                    .queueUrl());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String nameOf(String url) {
        String path = URI.create(url).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
