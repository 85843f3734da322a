package dev.souk.embedded.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.embedded.Ports;
import java.io.BufferedReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EmbeddedSqsTest {
    static final QueueDefinition EMAILS = new QueueDefinition("emails", Duration.ofSeconds(30), 3);

    @TempDir
    Path temp;

    @Test
    void messages_waiting_and_in_flight_survive_a_restart() {
        try (EmbeddedSqs sqs = EmbeddedSqs.start(temp, 0, List.of(EMAILS));
                SqsClient client = client(sqs)) {
            send(sqs, client, "in flight ✉");
            assertThat(receive(sqs, client, "emails")).isEqualTo("in flight ✉");
            send(sqs, client, "waiting");
        }
        QueueDefinition impatient = new QueueDefinition("emails", Duration.ofSeconds(7), 3);
        try (EmbeddedSqs sqs = EmbeddedSqs.start(temp, 0, List.of(impatient));
                SqsClient client = client(sqs)) {
            assertThat(receive(sqs, client, "emails")).isEqualTo("waiting");
            String counted = attribute(sqs, client, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
            assertThat(counted).as("the one in flight is still hidden").isEqualTo("2");
            assertThat(attribute(sqs, client, QueueAttributeName.VISIBILITY_TIMEOUT))
                    .as("definitions rule over what was kept")
                    .isEqualTo("7");
        }
    }

    @Test
    void killed_in_the_middle_of_sends_it_is_back_at_the_same_port_with_all_that_was_taken() throws Exception {
        QueueDefinition impatient = new QueueDefinition("emails", Duration.ofSeconds(1), 100);
        try (EmbeddedSqs sqs = EmbeddedSqs.start(temp, 0, List.of(impatient));
                SqsClient client = client(sqs);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            URI endpoint = sqs.endpoint();
            send(sqs, client, "in flight");
            assertThat(receive(sqs, client, "emails")).isEqualTo("in flight");
            List<Future<Integer>> senders = new ArrayList<>();
            for (int sender = 0; sender < 4; sender++) {
                int each = sender;
                senders.add(threads.submit(() -> sendUntilCutOff(sqs, "sender " + each + ": ")));
            }
            Thread.sleep(500);

            sqs.killAndRestart(Duration.ofMillis(100));

            assertThat(sqs.endpoint()).isEqualTo(endpoint);
            Set<String> taken = new HashSet<>(Set.of("in flight"));
            for (int sender = 0; sender < 4; sender++) {
                int sent = senders.get(sender).get();
                for (int i = 0; i < sent; i++) {
                    taken.add("sender " + sender + ": " + i);
                }
            }
            assertThat(taken).hasSizeGreaterThan(4);
            Set<String> found = new HashSet<>();
            for (int empty = 0; empty < 2 && !found.containsAll(taken); ) {
                List<Message> messages = client.receiveMessage(
                                take -> take.queueUrl(sqs.queueUrl("emails").toString())
                                        .maxNumberOfMessages(10)
                                        .waitTimeSeconds(2))
                        .messages();
                messages.forEach(message -> found.add(message.body()));
                empty = messages.isEmpty() ? empty + 1 : 0;
            }
            assertThat(found).containsAll(taken);
        }
    }

    /** How many of its messages were taken. */
    private static int sendUntilCutOff(EmbeddedSqs sqs, String name) {
        int sent = 0;
        try (SqsClient client = SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.of(sqs.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(sqs.accessKey(), sqs.secretKey())))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            while (true) {
                send(sqs, client, name + sent);
                sent++;
            }
        } catch (SdkException cutOff) {
            return sent;
        }
    }

    @Test
    void what_is_in_memory_cannot_be_killed_and_restarted() {
        try (EmbeddedSqs sqs = EmbeddedSqs.inMemory(0, List.of(EMAILS))) {
            assertThatThrownBy(() -> sqs.killAndRestart(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_deleted_message_stays_deleted_after_a_restart() {
        try (EmbeddedSqs sqs = EmbeddedSqs.start(temp, 0, List.of(EMAILS));
                SqsClient client = client(sqs)) {
            send(sqs, client, "done");
            Message message = receiveOne(sqs, client, "emails");
            client.deleteMessage(delete ->
                    delete.queueUrl(sqs.queueUrl("emails").toString()).receiptHandle(message.receiptHandle()));
        }
        try (EmbeddedSqs sqs = EmbeddedSqs.start(temp, 0, List.of(EMAILS));
                SqsClient client = client(sqs)) {
            assertThat(attribute(sqs, client, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_message_received_too_often_goes_to_the_dead_letters() {
        QueueDefinition twice = new QueueDefinition("twice", Duration.ZERO, 2);
        try (EmbeddedSqs sqs = EmbeddedSqs.inMemory(0, List.of(twice));
                SqsClient client = client(sqs)) {
            client.sendMessage(message ->
                    message.queueUrl(sqs.queueUrl("twice").toString()).messageBody("poison"));
            assertThat(receive(sqs, client, "twice")).isEqualTo("poison");
            assertThat(receive(sqs, client, "twice")).isEqualTo("poison");
            assertThat(client.receiveMessage(
                                    take -> take.queueUrl(sqs.queueUrl("twice").toString()))
                            .messages())
                    .isEmpty();
            assertThat(receive(sqs, client, "twice-dead")).isEqualTo("poison");
        }
    }

    @Test
    void a_fifo_queue_keeps_order_and_drops_repeats() {
        QueueDefinition fifo = new QueueDefinition("live.fifo", Duration.ofSeconds(30), 3);
        assertThat(fifo.deadLetters()).isEqualTo("live-dead.fifo");
        try (EmbeddedSqs sqs = EmbeddedSqs.inMemory(0, List.of(fifo));
                SqsClient client = client(sqs)) {
            for (String body : List.of("one", "one", "two")) {
                client.sendMessage(
                        message -> message.queueUrl(sqs.queueUrl("live.fifo").toString())
                                .messageBody(body)
                                .messageGroupId("shop")
                                .messageDeduplicationId(body));
            }
            List<Message> messages = client.receiveMessage(take ->
                            take.queueUrl(sqs.queueUrl("live.fifo").toString()).maxNumberOfMessages(10))
                    .messages();
            assertThat(messages).extracting(Message::body).containsExactly("one", "two");
        }
    }

    @Test
    void an_outage_refuses_connections_and_loses_nothing() {
        try (EmbeddedSqs sqs = EmbeddedSqs.inMemory(0, List.of(EMAILS));
                SqsClient client = client(sqs)) {
            send(sqs, client, "before the outage");
            sqs.stopListening();
            assertThatThrownBy(() -> send(sqs, client, "lost")).isInstanceOf(SdkClientException.class);
            sqs.startListening();
            assertThat(receive(sqs, client, "emails")).isEqualTo("before the outage");
        }
    }

    @Test
    void a_taken_port_moves_on_and_queue_urls_name_the_new_one() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Ports.loopback(), 0));
            try (EmbeddedSqs sqs = EmbeddedSqs.inMemory(taken.getLocalPort(), List.of(EMAILS));
                    SqsClient client = client(sqs)) {
                assertThat(sqs.port()).isNotEqualTo(taken.getLocalPort());
                assertThat(client.getQueueUrl(queue -> queue.queueName("emails"))
                                .queueUrl())
                        .isEqualTo(sqs.queueUrl("emails").toString());
            }
        }
    }

    @Test
    void a_second_store_in_one_process_is_refused_in_plain_words() {
        try (EmbeddedSqs open = EmbeddedSqs.start(temp, 0, List.of(EMAILS))) {
            assertThat(open.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedSqs.start(temp.resolve("other"), 0, List.of(EMAILS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("one only");
        }
    }

    @Test
    void a_message_survives_the_kill_of_its_process_whose_store_nobody_else_could_open() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QueueOwner.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = owner.inputReader()) {
            assertThat(said.readLine()).isEqualTo("sent");
            assertThatThrownBy(() -> EmbeddedSqs.start(temp, 0, List.of(EMAILS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another Souk");
        } finally {
            owner.destroyForcibly().waitFor();
        }
        try (EmbeddedSqs sqs = EmbeddedSqs.start(temp, 0, List.of(EMAILS));
                SqsClient client = client(sqs)) {
            assertThat(receive(sqs, client, "emails")).isEqualTo("sent before the kill");
        }
    }

    static SqsClient client(EmbeddedSqs sqs) {
        return SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.of(sqs.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(sqs.accessKey(), sqs.secretKey())))
                .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    static void send(EmbeddedSqs sqs, SqsClient client, String body) {
        client.sendMessage(
                message -> message.queueUrl(sqs.queueUrl("emails").toString()).messageBody(body));
    }

    private static String receive(EmbeddedSqs sqs, SqsClient client, String queue) {
        return receiveOne(sqs, client, queue).body();
    }

    private static Message receiveOne(EmbeddedSqs sqs, SqsClient client, String queue) {
        List<Message> messages = client.receiveMessage(
                        take -> take.queueUrl(sqs.queueUrl(queue).toString()).waitTimeSeconds(5))
                .messages();
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static String attribute(EmbeddedSqs sqs, SqsClient client, QueueAttributeName name) {
        String value = client.getQueueAttributes(
                        ask -> ask.queueUrl(sqs.queueUrl("emails").toString()).attributeNames(name))
                .attributes()
                .get(name);
        assertThat(value).isNotNull();
        return value == null ? "" : value;
    }
}
