package dev.souk.email.transport;

import dev.souk.email.Mail;
import dev.souk.email.MailNotTaken;
import dev.souk.email.MailOutcomeUnknown;
import dev.souk.email.Mailer;
import dev.souk.email.Sender;
import dev.souk.lambda.aws.Lazy;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Clock;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Sends by SMTP, a connection a mail. */
public final class SmtpMailer implements Mailer {
    private static final String CONNECT_MILLIS = "5000";
    private static final String READ_MILLIS = "10000";

    private final SmtpServer server;
    private final Sender sender;
    private final Clock clock;
    private final Lazy<Session> session;

    public SmtpMailer(SmtpServer server, Sender sender, Clock clock) {
        this.server = server;
        this.sender = sender;
        this.clock = clock;
        this.session = new Lazy<>(() -> Session.getInstance(properties(server, sender)));
    }

    @Override
    public void send(Mail mail) {
        SMTPTransport transport = new SMTPTransport(
                session.get(), new URLName(protocol(server), server.host(), server.port(), null, null, null));
        try {
            MimeLetter letter = letter(mail);
            connect(transport);
            handOver(transport, letter);
        } finally {
            close(transport);
        }
    }

    private MimeLetter letter(Mail mail) {
        try {
            return MimeLetter.of(session.get(), sender, mail, clock.instant());
        } catch (MessagingException e) {
            throw new MailNotTaken("the mail could not be written as MIME", e);
        }
    }

    private void connect(SMTPTransport transport) {
        try {
            String user = server.login().map(SmtpServer.Login::user).orElse(null);
            String password =
                    server.login().map(login -> login.password().reveal()).orElse(null);
            transport.connect(server.host(), server.port(), user, password);
        } catch (MessagingException e) {
            throw new MailNotTaken("no mail server could be connected to", e);
        }
    }

    private static void handOver(SMTPTransport transport, MimeLetter letter) {
        try {
            transport.sendMessage(letter, letter.getAllRecipients());
        } catch (SMTPSendFailedException e) {
            if (e.getReturnCode() >= 400) {
                throw new MailNotTaken("the mail server refused the mail with " + e.getReturnCode(), e);
            }
            throw new MailOutcomeUnknown("the mail server broke off", e);
        } catch (SendFailedException e) {
            // Thrown before the text is sent: no recipient is left.
            throw new MailNotTaken("the mail server refused the address with " + transport.getLastReturnCode(), e);
        } catch (MessagingException e) {
            throw new MailOutcomeUnknown("the mail server did not answer", e);
        }
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // The mail is taken or not by now; how the connection ends says nothing about it.
            return;
        }
    }

    private static String protocol(SmtpServer server) {
        return server.tls() ? "smtps" : "smtp";
    }

    static Properties properties(SmtpServer server, Sender sender) {
        String prefix = "mail." + protocol(server) + ".";
        boolean login = server.login().isPresent();
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", READ_MILLIS);
        properties.setProperty(prefix + "auth", String.valueOf(login));
        properties.setProperty(prefix + "ssl.enable", String.valueOf(server.tls()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(
                prefix + "starttls.required", String.valueOf(login && !server.tls() && !server.isHere()));
        properties.setProperty(prefix + "quitwait", "false");
        // What HELO says; asking the machine for its name may ask the network.
        properties.setProperty(prefix + "localhost", sender.domain());
        // The envelope's sender, to which bounces go.
        properties.setProperty(prefix + "from", sender.address().value());
        return properties;
    }
}
