package dev.souk.email;

import dev.souk.email.transport.SesMailer;
import dev.souk.email.transport.SmtpMailer;
import dev.souk.email.transport.SmtpServer;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.priming.Snapshots;
import java.time.Clock;
import java.util.Optional;

/** The wiring of this function. The start fails by name when a variable is missing; no connection is opened here. */
public final class EmailRuntime {
    private final Delivery delivery;
    private final Log log;

    private EmailRuntime(Delivery delivery, Log log) {
        this.delivery = delivery;
        this.log = log;
    }

    /**
     * Reads {@code MAIL_FROM}, {@code MAIL_TRANSPORT} ({@code ses} or {@code smtp}) and what that needs: {@code SMTP_URL}, or the
     * {@code AWS_…} variables, with {@code SES_CONFIGURATION_SET} if its events are wanted; and {@code DATABASE_…}.
     *
     * @throws MissingVariable naming what is not set or cannot be read
     */
    public static EmailRuntime from(Environment environment) {
        return from(environment, Clock.systemUTC(), Log.of("email"));
    }

    /** The same with a clock and a log of the caller's. */
    public static EmailRuntime from(Environment environment, Clock clock, Log log) {
        Sender sender = environment.parsed("MAIL_FROM", Sender::parse, "an e-mail address, alone or as Name <address>");
        Snapshots.rehearse("letters", () -> Letters.rehearse());
        Mailer mailer = switch (environment.parsed("MAIL_TRANSPORT", Transport::parse, "ses or smtp")) {
            case SES ->
                new SesMailer(AwsSettings.from(environment), sender, environment.find("SES_CONFIGURATION_SET"), clock);
            case SMTP -> new SmtpMailer(SmtpServer.from(environment), sender, clock);
        };
        return on(new Database(DatabaseSettings.from(environment)), mailer, clock, log);
    }

    /** With a database and a way out of the caller's. */
    public static EmailRuntime on(Database database, Mailer mailer, Clock clock, Log log) {
        return new EmailRuntime(
                new Delivery(SentEmails.in(database, clock), SuppressedAddresses.in(database), mailer, log), log);
    }

    private enum Transport {
        SES,
        SMTP;

        private static Optional<Transport> parse(String text) {
            return switch (text) {
                case "ses" -> Optional.of(SES);
                case "smtp" -> Optional.of(SMTP);
                default -> Optional.empty();
            };
        }
    }

    Delivery delivery() {
        return delivery;
    }

    Log log() {
        return log;
    }
}
