package dev.souk.local.service;

import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.local.queue.SqsClients;
import dev.souk.model.message.WorkQueue;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The work queues: on ElasticMQ of ours, or on the server at {@code AWS_ENDPOINT_URL_SQS}, or at the URL of each,
 * {@code EMAILS_QUEUE_URL} and so on. Queues that are missing on a server of theirs are made, with their dead letters.
 */
public final class QueueService implements Service {
    private final Map<String, String> variables;
    private final Map<WorkQueue, URI> urls;
    private final @Nullable EmbeddedSqs server;

    private QueueService(Map<String, String> variables, Map<WorkQueue, URI> urls, @Nullable EmbeddedSqs server) {
        this.variables = Map.copyOf(variables);
        this.urls = Map.copyOf(urls);
        this.server = server;
    }

    static boolean isTheirs(Setting setting) {
        return setting.isSet("AWS_ENDPOINT_URL_SQS")
                || Arrays.stream(WorkQueue.values()).anyMatch(queue -> setting.isSet(variable(queue)));
    }

    public static QueueService start(Setting setting) {
        return isTheirs(setting) ? theirs(setting) : ours(setting);
    }

    private static QueueService ours(Setting setting) {
        List<QueueDefinition> definitions = Arrays.stream(WorkQueue.values())
                .map(queue -> new QueueDefinition(queue.queueName(), setting.visibility(), queue.maxReceives()))
                .toList();
        int port = setting.preferredPort(Port.QUEUES);
        EmbeddedSqs server = setting.kept()
                ? EmbeddedSqs.start(setting.home().folder(), port, definitions)
                : EmbeddedSqs.inMemory(port, definitions);
        setting.listensAt(Port.QUEUES, server.port());
        Map<WorkQueue, URI> urls = new EnumMap<>(WorkQueue.class);
        for (WorkQueue queue : WorkQueue.values()) {
            urls.put(queue, server.queueUrl(queue.queueName()));
        }
        return new QueueService(
                with(urls, Map.of("AWS_ENDPOINT_URL_SQS", server.endpoint().toString())), urls, server);
    }

    private static QueueService theirs(Setting setting) {
        Environment environment = setting.environment();
        Map<WorkQueue, URI> urls = new EnumMap<>(WorkQueue.class);
        try (SqsClient client = SqsClients.of(AwsSettings.from(Environment.of(AwsVariables.of(environment))))) {
            for (WorkQueue queue : WorkQueue.values()) {
                urls.put(
                        queue,
                        environment
                                .findUri(variable(queue))
                                .orElseGet(() -> TheirQueues.findOrMake(client, queue, setting.visibility())));
            }
        }
        Map<String, String> more = new HashMap<>();
        environment.find("AWS_ENDPOINT_URL_SQS").ifPresent(url -> more.put("AWS_ENDPOINT_URL_SQS", url));
        return new QueueService(with(urls, more), urls, null);
    }

    private static Map<String, String> with(Map<WorkQueue, URI> urls, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        urls.forEach((queue, url) -> variables.put(variable(queue), url.toString()));
        return variables;
    }

    /** {@code EMAILS_QUEUE_URL}, {@code PAYMENT_EVENTS_QUEUE_URL}. */
    private static String variable(WorkQueue queue) {
        return queue.queueName().replace('-', '_').toUpperCase(Locale.ROOT) + "_QUEUE_URL";
    }

    public URI url(WorkQueue queue) {
        URI url = urls.get(queue);
        if (url == null) {
            throw new IllegalStateException("no URL of " + queue);
        }
        return url;
    }

    /** The server, when it is ours. */
    public @Nullable EmbeddedSqs server() {
        return server;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public String where() {
        return variables.getOrDefault(
                "AWS_ENDPOINT_URL_SQS", url(WorkQueue.EMAILS).resolve("/").toString());
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
