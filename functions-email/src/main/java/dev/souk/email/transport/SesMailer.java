package dev.souk.email.transport;

import dev.souk.email.AddressRefused;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
    private final Optional<String> configurationSet;
    private final Clock clock;
    private final Lazy<SesClient> client;

    /** @param configurationSet says where SES tells of bounces and complaints */
    public SesMailer(AwsSettings aws, Sender sender, Optional<String> configurationSet, Clock clock) {
        this.sender = sender;
        this.configurationSet = configurationSet;
        this.clock = clock;
        this.client = new Lazy<>(() -> client(aws));
    }

    @Override
    public void send(Mail mail) {
        byte[] raw = MimeLetter.of(sender, mail, clock.instant());
        try {
            client.get()
                    .sendRawEmail(request -> request.source(sender.address().value())
                            .configurationSetName(configurationSet.orElse(null))
                            .destinations(mail.to().value())
                            .rawMessage(message -> message.data(SdkBytes.fromByteArrayUnsafe(raw))));
        } catch (AwsServiceException e) {
            if (isOfTheAddress(e)) {
                throw new AddressRefused("SES refused the address with " + e.statusCode(), e);
            }
            throw new MailNotTaken("SES refused the mail with " + e.statusCode(), e);
        } catch (SdkException e) {
            if (neverConnected(e)) {
                throw new MailNotTaken("SES could not be connected to", e);
            }
            throw new MailOutcomeUnknown("SES did not answer", e);
        }
    }

    /**
     * Whether this address is what SES will not have. Most of what it rejects is no fault of an address, {@code Email address is not
     * verified} above all: that is an account in the sandbox, or a sender that SES does not know, and none of it may be lost.
     */
    private static boolean isOfTheAddress(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? "" : Objects.toString(details.errorCode(), "");
        String message = details == null ? "" : Objects.toString(details.errorMessage(), "");
        return switch (code) {
            case "MessageRejected" -> message.startsWith("Address blacklisted");
            case "InvalidParameterValue" ->
                // The sender's has been looked at when this function started.
                message.startsWith("Missing final '@domain'")
                        || message.startsWith("Domain ")
                        || message.startsWith("Local address ");
            default -> false;
        };
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
