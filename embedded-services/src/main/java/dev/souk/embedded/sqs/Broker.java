package dev.souk.embedded.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.persistence.CreateQueueMetadata;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.server.config.ElasticMQServerConfig;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/** The queues and what is in them, without a way in from outside: that is opened and shut by {@link EmbeddedSqs}. */
final class Broker {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorSystem system;
    private final ActorRef queues;
    private final Option<ActorRef> listener;
    private final Optional<MessageStore> store;

    private Broker(ActorSystem system, ActorRef queues, Option<ActorRef> listener, Optional<MessageStore> store) {
        this.system = system;
        this.queues = queues;
        this.listener = listener;
        this.store = store;
    }

    /** Messages are gone when it closes. */
    static Broker inMemory(List<QueueDefinition> definitions) {
        ElasticMQServerConfig config = new ElasticMQServerConfig(configuration(definitions, Map.of()));
        ActorSystem system = actorSystem();
        Option<ActorRef> nobody = Option.empty();
        Broker broker = new Broker(system, queueManager(system, nobody), nobody, Optional.empty());
        try {
            for (CreateQueueMetadata queue : CollectionConverters.asJava(config.baseQueues())) {
                broker.succeed(broker.queues, new CreateQueue(queue.toCreateQueueData()));
            }
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** A message, and what became of it, is in the store before anybody hears of it. Closes the store when it closes. */
    static Broker keptIn(MessageStore store, List<QueueDefinition> definitions) {
        ElasticMQServerConfig config = new ElasticMQServerConfig(configuration(
                definitions,
                Map.of(
                        "enabled",
                        true,
                        "driver-class",
                        "org.h2.Driver",
                        "uri",
                        store.url(),
                        "username",
                        MessageStore.USER,
                        "password",
                        MessageStore.PASSWORD)));
        ActorSystem system = actorSystem();
        ActorRef keeper = system.actorOf(Props.create(
                SqlQueuePersistenceActor.class,
                () -> new SqlQueuePersistenceActor(config.sqlQueuePersistenceConfig(), config.baseQueues())));
        Option<ActorRef> listener = Option.apply(keeper);
        Broker broker = new Broker(system, queueManager(system, listener), listener, Optional.of(store));
        try {
            broker.succeed(keeper, new QueueEvent.Restore(broker.queues));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    ActorSystem system() {
        return system;
    }

    ActorRef queues() {
        return queues;
    }

    Option<ActorRef> listener() {
        return listener;
    }

    /** Shuts the store first, in the middle of whatever is being written: what is not in it by then never was. */
    void kill() {
        store.ifPresent(MessageStore::crash);
        close();
    }

    void close() {
        try {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the queues did not stop", e);
        } finally {
            store.ifPresent(MessageStore::close);
        }
    }

    private void succeed(ActorRef actor, Object message) {
        try {
            Object answer = Patterns.ask(actor, message, PATIENCE)
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer instanceof Either<?, ?> either && either.isLeft()) {
                throw new IllegalStateException(
                        "the queues could not be made: " + either.left().getOrElse(() -> ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the queues", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the queues could not be made", e);
        }
    }

    private static ActorRef queueManager(ActorSystem system, Option<ActorRef> listener) {
        return system.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, listener)));
    }

    private static ActorSystem actorSystem() {
        Config quiet = ConfigFactory.parseString("""
                pekko {
                  loglevel = WARNING
                  stdout-loglevel = OFF
                  log-dead-letters = off
                  daemonic = on
                  jvm-exit-on-fatal-error = off
                  # Whoever started us stops us, in an order of their own.
                  coordinated-shutdown.run-by-jvm-shutdown-hook = off
                  coordinated-shutdown.run-by-actor-system-terminate = off
                  http.server.server-header = ""
                  actor.default-dispatcher.fork-join-executor { parallelism-min = 4, parallelism-max = 8 }
                }
                """);
        return ActorSystem.create("souk-sqs", quiet.withFallback(ConfigFactory.load()));
    }

    private static Config configuration(List<QueueDefinition> definitions, Map<String, Object> storage) {
        Map<String, Object> queues = new LinkedHashMap<>();
        for (QueueDefinition definition : definitions) {
            queues.put(definition.deadLetters(), settings(definition));
            Map<String, Object> settings = new LinkedHashMap<>(settings(definition));
            settings.put("defaultVisibilityTimeout", definition.visibility().toSeconds() + " seconds");
            settings.put(
                    "deadLettersQueue",
                    Map.of("name", definition.deadLetters(), "maxReceiveCount", definition.maxReceives()));
            queues.put(definition.name(), settings);
        }
        return ConfigFactory.empty()
                .withValue("queues", ConfigValueFactory.fromMap(queues))
                .withValue("messages-storage", ConfigValueFactory.fromMap(storage))
                .withFallback(ConfigFactory.load());
    }

    private static Map<String, Object> settings(QueueDefinition definition) {
        return definition.isFifo() ? Map.of("fifo", true) : Map.of();
    }
}
