package dev.souk.email;

import dev.souk.lambda.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What SES tells of mails, as its documentation shows it. */
public final class SesEvents {
    private static final String MAIL = """
            "mail":{"timestamp":"2026-11-24T09:30:00.000Z","source":"no-reply@souk.example","messageId":"0102-1",\
            "destination":["somebody@example.com"],"headersTruncated":false,"tags":{"ses:configuration-set":["souk-mail"]}}""";

    private SesEvents() {}

    /** @param type {@code Permanent}, {@code Transient} or {@code Undetermined} */
    public static String bounce(String type, String address) {
        return """
                {"eventType":"Bounce","bounce":{"feedbackId":"0102-2","bounceType":"%s","bounceSubType":"General",\
                "bouncedRecipients":[{"emailAddress":"%s","action":"failed","status":"5.1.1",\
                "diagnosticCode":"smtp; 550 5.1.1 user unknown"}],"timestamp":"2026-11-24T09:30:02.000Z",\
                "reportingMTA":"dsn; mta.example.com"},%s}""".formatted(type, address, MAIL);
    }

    /** @param type {@code abuse}, {@code not-spam} … */
    public static String complaint(String type, String address) {
        return """
                {"eventType":"Complaint","complaint":{"feedbackId":"0102-3","complaintSubType":null,\
                "complainedRecipients":[{"emailAddress":"%s"}],"timestamp":"2026-11-24T09:30:02.000Z",\
                "userAgent":"feedback","complaintFeedbackType":"%s"},%s}""".formatted(address, type, MAIL);
    }

    /** In the envelope that SNS puts around it. */
    public static String bySns(String event) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("Type", "Notification");
        envelope.put("MessageId", "8e4c1b1e-0000-5000-8000-000000000000");
        envelope.put("TopicArn", "arn:aws:sns:eu-west-1:123456789012:souk-mail-events");
        envelope.put("Subject", "Amazon SES Email Event Notification");
        envelope.put("Message", event);
        return Json.write(envelope);
    }
}
