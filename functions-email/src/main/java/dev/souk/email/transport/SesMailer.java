package dev.souk.email.transport;

import dev.souk.email.Mail;
import dev.souk.email.MailNotTaken;
import dev.souk.email.MailOutcomeUnknown;
import dev.souk.email.Mailer;
import dev.souk.email.Sender;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.Lazy;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ses.SesClient;

/** Sends by Amazon SES, {@code SendRawEmail} of its first API. */
public final class SesMailer implements Mailer {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);

    private final Sender sender;
    private final Clock clock;
    private final Lazy<SesClient> client;

    public SesMailer(AwsSettings aws, Sender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
        this.client = new Lazy<>(() -> client(aws));
    }

    @Override
    public void send(Mail mail) {
        byte[] raw = MimeLetter.of(sender, mail, clock.instant());
        try {
            client.get()
                    .sendRawEmail(request -> request.source(sender.address().value())
                            .destinations(mail.to().value())
                            .rawMessage(message -> message.data(SdkBytes.fromByteArrayUnsafe(raw))));
        } catch (AwsServiceException e) {
            throw new MailNotTaken("SES refused the mail with " + e.statusCode(), e);
        } catch (SdkException e) {
            if (neverConnected(e)) {
                throw new MailNotTaken("SES could not be connected to", e);
            }
            throw new MailOutcomeUnknown("SES did not answer", e);
        }
    }

    private static boolean neverConnected(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /** Without the SDK's own retries: after a time-out each would be a copy. The queue tries again. */
    private static SesClient client(AwsSettings aws) {
        var builder = SesClient.builder()
                .region(aws.awsRegion())
                .credentialsProvider(aws.credentials())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ));
        aws.sesEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
