package dev.souk.email.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.email.SesEvents;
import dev.souk.lambda.message.UnreadableMessage;
import dev.souk.model.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SesEventTest {
    private static final EmailAddress GONE = new EmailAddress("gone@example.com");

    @Test
    void a_bounce_for_good_names_who_is_gone() {
        String event = SesEvents.bounce("Permanent", GONE.value());
        assertThat(SesEvent.read(event)).isEqualTo(new SesEvent.Bounced(List.of(GONE)));
    }

    @Test
    void a_complaint_names_who_complains() {
        assertThat(SesEvent.read(SesEvents.complaint("abuse", GONE.value())))
                .isEqualTo(new SesEvent.Complained(List.of(GONE)));
    }

    @Test
    void the_envelope_of_SNS_changes_nothing_nor_does_the_older_name_of_the_type() {
        String event = SesEvents.bounce("Permanent", GONE.value());
        assertThat(SesEvent.read(SesEvents.bySns(event))).isEqualTo(SesEvent.read(event));
        assertThat(SesEvent.read(event.replace("eventType", "notificationType")))
                .isEqualTo(SesEvent.read(event));
    }

    @Test
    void an_address_may_come_back_with_a_name_before_it() {
        assertThat(SesEvent.read(SesEvents.bounce("Permanent", "\\\"G. One\\\" <gone@example.com>")))
                .isEqualTo(new SesEvent.Bounced(List.of(GONE)));
    }

    @Test
    void what_passes_is_of_no_consequence() {
        for (String event : List.of(
                SesEvents.bounce("Transient", GONE.value()),
                SesEvents.bounce("Undetermined", GONE.value()),
                SesEvents.complaint("not-spam", GONE.value()),
                "{\"eventType\":\"Delivery\",\"delivery\":{\"recipients\":[\"gone@example.com\"]}}",
                "{\"eventType\":\"DeliveryDelay\"}",
                "{\"eventType\":\"Something new\"}")) {
            assertThat(SesEvent.read(event)).as(event).isEqualTo(new SesEvent.OfNoConsequence());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"eventType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\"}}",
                "{\"eventType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"secret\"}]}}",
                "{\"eventType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":[]}}",
                "{\"TopicArn\":\"arn\",\"Message\":\"no json\"}"
            })
    void what_is_no_event_is_refused_and_never_quoted(String text) {
        assertThatThrownBy(() -> SesEvent.read(text))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageNotContaining("secret");
    }
}
