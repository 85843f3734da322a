package dev.souk.email.transport;

import dev.souk.email.AddressRefused;
import dev.souk.email.Mail;
import dev.souk.email.MailNotTaken;
import dev.souk.email.MailOutcomeUnknown;
import dev.souk.email.Mailer;
import dev.souk.email.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient.AUTH_METHOD;
import org.apache.commons.net.smtp.SMTPReply;

/**
 * Sends by SMTP, a connection a mail. Until the last byte of the mail is on its way, whatever goes wrong means that it was not taken;
 * after that only the server's word says so.
 */
public final class SmtpMailer implements Mailer {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    /** The mail is taken by then: nobody has to wait long for a goodbye. */
    private static final int GOODBYE_MILLIS = 500;

    private final SmtpServer server;
    private final Sender sender;
    private final Clock clock;

    public SmtpMailer(SmtpServer server, Sender sender, Clock clock) {
        this.server = server;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public void send(Mail mail) {
        byte[] letter = onTheWire(MimeLetter.of(sender, mail, clock.instant()));
        Client client = new Client(server.tls());
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setDefaultTimeout(READ_MILLIS);
        client.setEndpointCheckingEnabled(true);
        try {
            connect(client);
            announce(client, mail);
            handOver(client, letter);
            sayGoodbye(client);
        } finally {
            disconnect(client);
        }
    }

    /** The library's own writer takes a lock for each character: it cost more than all the rest of a mail. */
    private static final class Client extends AuthenticatingSMTPClient {
        Client(boolean tls) {
            super("TLS", tls);
        }

        void write(byte[] bytes) throws IOException {
            _output_.write(bytes);
            _output_.flush();
        }
    }

    /** As a mail is sent (RFC 5321, 4.5.2): a dot before each line that begins with one, and one alone at the end. */
    private static byte[] onTheWire(byte[] letter) {
        String lines = "\r\n" + new String(letter, StandardCharsets.US_ASCII);
        return (lines.replace("\r\n.", "\r\n..").substring(2) + ".\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void connect(AuthenticatingSMTPClient client) {
        try {
            client.connect(server.host(), server.port());
            // A mail is several writes: without this, the last waits for word of those before it, 40 ms.
            client.setTcpNoDelay(true);
            if (!SMTPReply.isPositiveCompletion(client.getReplyCode())) {
                throw new MailNotTaken("no mail server could be connected to", refusal(client));
            }
            greet(client);
            if (!server.tls()) {
                encrypt(client);
            }
            if (server.login().isPresent() && !logIn(client, server.login().get())) {
                throw new MailNotTaken(
                        "the mail server refused the login with " + client.getReplyCode(), refusal(client));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new MailNotTaken("no mail server could be connected to", e);
        }
    }

    /** What it says is not our machine's name: asking for that may ask the network. */
    private void greet(AuthenticatingSMTPClient client) throws IOException {
        if (!SMTPReply.isPositiveCompletion(client.ehlo(sender.domain()))
                && !SMTPReply.isPositiveCompletion(client.helo(sender.domain()))) {
            throw new MailNotTaken("no mail server could be connected to", refusal(client));
        }
    }

    /** No password leaves this machine in the clear; a server that offers to encrypt is taken at its word in any case. */
    private void encrypt(AuthenticatingSMTPClient client) throws IOException {
        boolean isOffered =
                client.getReplyString().lines().anyMatch(line -> line.regionMatches(true, 4, "STARTTLS", 0, 8));
        if (isOffered && client.execTLS()) {
            greet(client);
        } else if (server.login().isPresent() && !server.isHere()) {
            throw new MailNotTaken("the mail server does not encrypt, and wants a password", refusal(client));
        }
    }

    private static boolean logIn(AuthenticatingSMTPClient client, SmtpServer.Login login)
            throws IOException, GeneralSecurityException {
        boolean takesPlain =
                client.getReplyString().lines().anyMatch(line -> line.contains("AUTH") && line.contains("PLAIN"));
        String user = login.user();
        String password = login.password().reveal();
        if (!takesPlain) {
            return client.auth(AUTH_METHOD.LOGIN, user, password);
        }
        // With the credentials at once (RFC 4954, 4): servers need not ask for them.
        byte[] credentials = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        int reply = client.sendCommand("AUTH", "PLAIN " + Base64.getEncoder().encodeToString(credentials));
        return SMTPReply.isPositiveCompletion(reply);
    }

    /** The envelope: its sender is who bounces go to. */
    private void announce(AuthenticatingSMTPClient client, Mail mail) {
        try {
            if (!client.setSender(sender.address().value())) {
                throw new MailNotTaken(
                        "the mail server refused the mail with " + client.getReplyCode(), refusal(client));
            }
            if (!client.addRecipient(mail.to().value())) {
                if (NoSuchAddress.says(client.getReplyCode(), client.getReplyString())) {
                    throw new AddressRefused(
                            "the mail server knows no such address: " + client.getReplyCode(), refusal(client));
                }
                throw new MailNotTaken(
                        "the mail server refused the address with " + client.getReplyCode(), refusal(client));
            }
        } catch (IOException e) {
            throw new MailNotTaken("the mail server broke off before the mail", e);
        }
    }

    private static void handOver(Client client, byte[] letter) {
        try {
            if (!SMTPReply.isPositiveIntermediate(client.data())) {
                throw new MailNotTaken(
                        "the mail server refused the mail with " + client.getReplyCode(), refusal(client));
            }
            client.write(letter);
            if (!client.completePendingCommand()) {
                throw new MailNotTaken(
                        "the mail server refused the mail with " + client.getReplyCode(), refusal(client));
            }
        } catch (IOException e) {
            throw new MailOutcomeUnknown("the mail server did not answer", e);
        }
    }

    private static void sayGoodbye(AuthenticatingSMTPClient client) {
        try {
            client.setSoTimeout(GOODBYE_MILLIS);
            var _ = client.logout();
        } catch (IOException e) {
            // The mail is taken; how the connection ends says nothing about it.
            return;
        }
    }

    private static void disconnect(AuthenticatingSMTPClient client) {
        try {
            client.disconnect();
        } catch (IOException e) {
            // The mail is taken or not by now; how the connection ends says nothing about it.
            return;
        }
    }

    /** The code alone: what else a server says may quote the address. */
    private static IOException refusal(AuthenticatingSMTPClient client) {
        return new IOException("the mail server answered " + client.getReplyCode());
    }
}
