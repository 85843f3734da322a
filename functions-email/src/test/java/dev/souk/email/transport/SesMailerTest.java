package dev.souk.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.email.AddressRefused;
import dev.souk.email.Emails;
import dev.souk.email.Mail;
import dev.souk.email.MailNotTaken;
import dev.souk.email.MailOutcomeUnknown;
import dev.souk.email.Sender;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ses.model.SesException;

class SesMailerTest {
    private final SesStandIn ses;
    private final SesMailer mailer;
    private final Mail mail = Emails.mailOf(Emails.aReceiptFor("Füße 😀"));

    SesMailerTest() throws IOException {
        ses = new SesStandIn();
        mailer = mailer(ses.url());
    }

    @AfterEach
    void close() {
        ses.close();
    }

    @Test
    void a_mail_is_posted_raw() throws Exception {
        mailer.send(mail);
        assertThat(ses.forms()).hasSize(1);
        Map<String, String> form = ses.forms().getFirst();
        assertThat(form)
                .containsEntry("Action", "SendRawEmail")
                .containsEntry("Version", "2010-12-01")
                .containsEntry("Source", "no-reply@souk.example")
                .containsEntry("Destinations.member.1", "buyer@example.com");
        byte[] raw = Base64.getDecoder().decode(form.get("RawMessage.Data"));
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        assertThat(message.getSubject()).isEqualTo("Your purchase: Füße 😀");
        assertThat(message.getMessageID()).isEqualTo("<" + mail.id() + "@souk.example>");
        assertThat(message.getSentDate()).isEqualTo(Emails.PAID);
    }

    @Test
    void a_refusal_means_not_taken_and_is_not_tried_again_by_the_sdk() {
        for (int status : new int[] {400, 403, 500, 503}) {
            ses.forms().clear();
            ses.refuse(status, status == 400 ? "MessageRejected" : "Throttling");
            assertThatThrownBy(() -> mailer.send(mail))
                    .isInstanceOf(MailNotTaken.class)
                    .hasMessage("SES refused the mail with " + status)
                    .hasCauseInstanceOf(SesException.class);
            assertThat(ses.forms()).hasSize(1);
        }
    }

    @Test
    void what_is_wrong_with_an_address_is_told_from_what_is_wrong_with_us() {
        Map<String, List<String>> ofTheAddress = Map.of(
                "MessageRejected", List.of("Address blacklisted."),
                "InvalidParameterValue",
                        List.of(
                                "Missing final '@domain'",
                                "Domain contains illegal character",
                                "Local address contains control or whitespace"));
        ofTheAddress.forEach((code, messages) -> {
            for (String message : messages) {
                ses.refuse(400, code, message);
                assertThatThrownBy(() -> mailer.send(mail))
                        .as(message)
                        .isInstanceOf(AddressRefused.class)
                        .hasMessage("SES refused the address with 400");
            }
        });
        Map<String, String> ofUs = Map.of(
                "MessageRejected", "Email address is not verified. The following identities failed the check",
                "InvalidParameterValue", "Duplicate header 'Date'",
                "AccountSendingPausedException", "Address blacklisted");
        ofUs.forEach((code, message) -> {
            ses.refuse(400, code, message);
            assertThatThrownBy(() -> mailer.send(mail)).as(message).isInstanceOf(MailNotTaken.class);
        });
    }

    @Test
    void mails_go_out_under_the_configuration_set_whose_events_are_wanted() {
        mailer.send(mail);
        assertThat(ses.forms().getFirst()).doesNotContainKey("ConfigurationSetName");
        mailer(ses.url(), Optional.of("souk-mail")).send(mail);
        assertThat(ses.forms().getLast()).containsEntry("ConfigurationSetName", "souk-mail");
    }

    @Test
    void no_answer_means_that_nobody_knows_on_a_new_connection_and_on_a_kept_one() {
        ses.breakOff();
        assertThatThrownBy(() -> mailer.send(mail)).isInstanceOf(MailOutcomeUnknown.class);
        assertThat(ses.forms()).hasSize(1);
        ses.take();
        mailer.send(mail);
        ses.breakOff();
        assertThatThrownBy(() -> mailer.send(mail)).isInstanceOf(MailOutcomeUnknown.class);
        assertThat(ses.forms()).hasSize(3);
    }

    @Test
    void no_connection_means_not_taken() {
        URI gone = ses.url();
        ses.close();
        assertThatThrownBy(() -> mailer(gone).send(mail)).isInstanceOf(MailNotTaken.class);
    }

    private static SesMailer mailer(URI endpoint) {
        return mailer(endpoint, Optional.empty());
    }

    private static SesMailer mailer(URI endpoint, Optional<String> configurationSet) {
        AwsSettings aws = AwsSettings.from(Environment.of(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_SES", endpoint.toString())));
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T09:30:00Z"), ZoneOffset.UTC);
        return new SesMailer(aws, Sender.parse("Souk <no-reply@souk.example>").orElseThrow(), configurationSet, clock);
    }
}
