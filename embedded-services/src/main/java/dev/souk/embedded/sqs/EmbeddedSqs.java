package dev.souk.embedded.sqs;

import dev.souk.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.AutoCreateQueuesConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** SQS on 127.0.0.1, with the limits of the real one. Credentials are not checked, but a client has to send some. */
public final class EmbeddedSqs implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";
    private static final int ATTEMPTS = 5;
    private static final int PATIENT_ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final int port;
    private final @Nullable Kept kept;
    private Broker broker;
    private @Nullable SQSRestServer door;

    /** What messages are kept in, and the queues they are kept for. */
    private record Kept(Path folder, List<QueueDefinition> queues) {
        Broker open() {
            return Broker.keptIn(MessageStore.in(folder), queues);
        }
    }

    private EmbeddedSqs(Broker broker, @Nullable Kept kept, int preferredPort) {
        this.broker = broker;
        this.kept = kept;
        this.port = openSomewhere(preferredPort);
    }

    /**
     * Queues whose messages are kept in {@code home/sqs} and outlive a restart and a crash. The definitions rule: a queue
     * that was kept with other settings gets these. A JVM can have one of this kind at a time.
     *
     * @throws IllegalStateException when the queues cannot be made or another process has the messages open
     */
    public static EmbeddedSqs start(Path home, int preferredPort, List<QueueDefinition> queues) {
        Kept kept = new Kept(home.resolve("sqs"), List.copyOf(queues));
        return opened(kept.open(), kept, preferredPort);
    }

    /** Queues whose messages live as long as this object; any number of them side by side. */
    public static EmbeddedSqs inMemory(int preferredPort, List<QueueDefinition> queues) {
        return opened(Broker.inMemory(queues), null, preferredPort);
    }

    private static EmbeddedSqs opened(Broker broker, @Nullable Kept kept, int preferredPort) {
        try {
            return new EmbeddedSqs(broker, kept, preferredPort);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** What an SQS client takes as its endpoint override: {@code http://127.0.0.1:<port>}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI queueUrl(String queue) {
        return endpoint().resolve("/" + ACCOUNT + "/" + queue);
    }

    /** The name by which event sources and redrive policies know a queue. */
    public String queueArn(String queue) {
        return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + queue;
    }

    public String region() {
        return REGION;
    }

    public String accessKey() {
        return "local";
    }

    public String secretKey() {
        return "local-secret";
    }

    public int port() {
        return port;
    }

    /** From now on nobody can connect, as in an outage; messages stay, and their visibility runs on. */
    public synchronized void stopListening() {
        if (door != null) {
            door.stopAndWait();
            door = null;
        }
    }

    /** Ends the outage, on the same port. */
    public synchronized void startListening() {
        if (door == null) {
            door = open(port);
        }
    }

    /**
     * Ends as a crash would end it, and starts again on the same port: the file of messages is shut in the middle of whatever is being
     * written, nobody gets an answer any more, and what comes back is what the file holds. Messages that were in flight are, and come
     * back when their visibility is over. For tests.
     *
     * @param darkness how long nobody listens in between
     * @throws IllegalStateException when the messages are not kept
     */
    public synchronized void killAndRestart(Duration darkness) {
        if (kept == null) {
            throw new IllegalStateException("messages in memory do not outlive their server");
        }
        broker.kill();
        door = null;
        rest(darkness);
        broker = kept.open();
        door = openAgain();
    }

    /**
     * Stops and starts again on the same port, without a word to its clients: what they ask meanwhile fails. Messages that were in flight come
     * back when their visibility is over. For tests.
     *
     * @param darkness how long nobody listens in between
     * @throws IllegalStateException when the messages are not kept
     */
    public synchronized void restart(Duration darkness) {
        if (kept == null) {
            throw new IllegalStateException("messages in memory do not outlive their server");
        }
        stopListening();
        broker.close();
        rest(darkness);
        broker = kept.open();
        door = openAgain();
    }

    private static void rest(Duration darkness) {
        try {
            Thread.sleep(darkness);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody may have the port for a moment: a connection that goes out takes any that is free. */
    private SQSRestServer openAgain() {
        for (int attempt = 1; ; attempt++) {
            try {
                return open(port);
            } catch (RuntimeException taken) {
                if (attempt == PATIENT_ATTEMPTS) {
                    throw taken;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public synchronized void close() {
        stopListening();
        broker.close();
    }

    private synchronized int openSomewhere(int preferredPort) {
        for (int attempt = 1; ; attempt++) {
            int candidate = Ports.choose(preferredPort);
            try {
                door = open(candidate);
                return candidate;
            } catch (RuntimeException takenInBetween) {
                if (attempt == ATTEMPTS) {
                    throw takenInBetween;
                }
            }
        }
    }

    private SQSRestServer open(int at) {
        SQSRestServer server = new TheSQSRestServerBuilder(
                        Option.apply(broker.system()),
                        Option.apply(broker.queues()),
                        "127.0.0.1",
                        at,
                        new NodeAddress("http", "127.0.0.1", at, ""),
                        false,
                        StrictSQSLimits$.MODULE$,
                        REGION,
                        ACCOUNT,
                        broker.listener(),
                        AutoCreateQueuesConfig.disabled())
                .start();
        server.waitUntilStarted();
        return server;
    }
}
