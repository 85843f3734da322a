package dev.souk.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.smtp.Inbox;
import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.WorkQueue;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.Logged;
import dev.souk.test.QueueEvent;
import dev.souk.test.RealServices;
import dev.souk.test.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Mail servers that are down, or that leave us guessing; with the queue as it is, whose dead letters are where mails would be lost. */
class MailServerDownTest {
    /** The shortest visibility that there is: the local run's. In the cloud it is twelve minutes, and an hour has five receives. */
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private static final String QUEUE = WorkQueue.EMAILS.queueName();

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Database TABLES = DATABASE.open();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TABLES.close();
    }

    /** An hour is counted in receives, one every half minute; the queue makes no difference between them. */
    @Test
    @DisplayName("FAULT 22: the mail server is down for an hour; every mail goes out after, once")
    void a_mail_server_that_is_down_for_an_hour_delays_every_mail_and_loses_none() {
        RealServices.note("SQS (ElasticMQ)");
        RealServices.note("SMTP (SubEthaSMTP)");
        long receives = Duration.ofHours(1).dividedBy(VISIBILITY);
        List<EmailMessage> messages =
                List.of(Emails.aReceipt(), Emails.aNotice(), Emails.aRefundOf("Icons", Emails.PRICE, true));
        QueueDefinition definition = new QueueDefinition(QUEUE, VISIBILITY, WorkQueue.EMAILS.maxReceives());
        try (Inbox inbox = Inbox.start(folder, 0);
                EmbeddedSqs server = EmbeddedSqs.inMemory(0, List.of(definition));
                SqsClient client = client(server)) {
            String url = server.queueUrl(QUEUE).toString();
            EmailHandler worker = worker(inbox);
            messages.forEach(message ->
                    client.sendMessage(request -> request.queueUrl(url).messageBody(EmailMessages.write(message))));
            inbox.stopListening();
            for (long i = 0; i < receives; i++) {
                assertThat(receiveOnce(client, url, worker)).isEqualTo(messages.size());
            }
            assertThat(inbox.messages()).isEmpty();

            inbox.startListening();
            assertThat(receiveOnce(client, url, worker)).isZero();

            assertThat(inbox.messages()).hasSameSizeAs(messages);
            assertThat(inbox.messages().stream()
                            .map(mail -> mail.header("X-Souk-Message-Id").getFirst()))
                    .containsExactlyInAnyOrderElementsOf(messages.stream()
                            .map(message -> message.id().toString())
                            .toList());
            assertThat(receive(client, server.queueUrl(QUEUE + "-dead").toString()))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "FAULT 23: the server takes a mail and never says so; it is sent at least once, and a bounded number of times")
    void a_mail_whose_outcome_is_unknown_is_sent_again_and_not_for_ever() throws Exception {
        EmailMessage receipt = Emails.aReceipt();
        try (SilentSmtp server = SilentSmtp.start()) {
            EmailHandler worker = worker(server.port());
            for (int i = 0; i < 3 * SentEmails.MOST_ATTEMPTS; i++) {
                assertThat(new QueueEvent()
                                .message("m", EmailMessages.write(receipt))
                                .to(worker))
                        .containsExactly("m");
                TABLES.update(
                        "UPDATE sent_emails SET locked_until = UTC_TIMESTAMP(6) WHERE message_id = ?", receipt.id());
            }
            assertThat(server.taken())
                    .hasSize(SentEmails.MOST_ATTEMPTS)
                    .allMatch(mail -> mail.contains("Message-ID: <" + receipt.id() + "@souk.example>"));
        }
    }

    @Test
    @DisplayName("FAULT 23: once the server speaks again, one copy more and it is done")
    void a_mail_whose_outcome_was_unknown_once_has_one_copy() throws Exception {
        EmailMessage receipt = Emails.aReceipt();
        QueueEvent event = new QueueEvent().message("m", EmailMessages.write(receipt));
        try (SilentSmtp silent = SilentSmtp.start();
                Inbox inbox = Inbox.start(folder, 0)) {
            assertThat(event.to(worker(silent.port()))).containsExactly("m");
            assertThat(event.to(worker(inbox))).as("while its lease runs").containsExactly("m");
            TABLES.update("UPDATE sent_emails SET locked_until = UTC_TIMESTAMP(6) WHERE message_id = ?", receipt.id());
            assertThat(event.to(worker(inbox))).isEmpty();
            assertThat(event.to(worker(inbox))).isEmpty();
            assertThat(silent.taken()).hasSize(1);
            assertThat(inbox.messages()).hasSize(1);
        }
    }

    /** Hands over all that is there and lets the visibility of what failed run out; how many failed. */
    private static int receiveOnce(SqsClient client, String url, EmailHandler worker) {
        List<Message> messages = receive(client, url);
        QueueEvent event = new QueueEvent();
        messages.forEach(message -> event.message(message.messageId(), message.body()));
        List<String> failed = event.to(worker);
        for (Message message : messages) {
            if (failed.contains(message.messageId())) {
                client.changeMessageVisibility(request -> request.queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            } else {
                client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
        return failed.size();
    }

    private static List<Message> receive(SqsClient client, String url) {
        return client.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
                .messages();
    }

    private static SqsClient client(EmbeddedSqs server) {
        return SqsClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static EmailHandler worker(Inbox inbox) {
        return worker(inbox.port());
    }

    private static EmailHandler worker(int port) {
        Map<String, String> variables = new HashMap<>(DATABASE.variables(DataOwner.EMAIL));
        variables.put("MAIL_FROM", "Souk <no-reply@souk.example>");
        variables.put("MAIL_TRANSPORT", "smtp");
        variables.put("SMTP_URL", "smtp://127.0.0.1:" + port);
        return new EmailHandler(EmailRuntime.from(Environment.of(variables), Clock.systemUTC(), new Logged().log()));
    }
}
