package dev.souk.email.feedback;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.message.UnreadableMessage;
import dev.souk.model.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What SES tells of a mail (docs.aws.amazon.com/ses, "Contents of event data that Amazon SES publishes to Amazon SNS"), alone or in the
 * envelope that SNS puts around it; as an event ({@code eventType}) or as a notification ({@code notificationType}).
 */
public sealed interface SesEvent {
    /** Mails to these come back, and always will. */
    record Bounced(List<EmailAddress> addresses) implements SesEvent {
        public Bounced {
            addresses = List.copyOf(addresses);
        }
    }

    /** Readers of these called a mail spam. */
    record Complained(List<EmailAddress> addresses) implements SesEvent {
        public Complained {
            addresses = List.copyOf(addresses);
        }
    }

    /** It changes nothing: a mailbox is full, a mail arrived, somebody said that it was no spam. */
    record OfNoConsequence() implements SesEvent {}

    /**
     * The event that {@code text} writes.
     *
     * @throws UnreadableMessage when it writes none, naming the field that is wrong
     */
    static SesEvent read(String text) {
        try {
            Tree event = opened(Tree.of(text));
            String type =
                    event.path("eventType").text(event.path("notificationType").text(""));
            return switch (type) {
                case "Bounce" -> bounce(event.path("bounce"));
                case "Complaint" -> complaint(event.path("complaint"));
                case "" -> throw new UnreadableMessage("eventType", "is missing", null);
                default -> new OfNoConsequence();
            };
        } catch (InvalidJson e) {
            throw new UnreadableMessage("", "is no JSON", e);
        }
    }

    /** Without the envelope. */
    private static Tree opened(Tree received) {
        Tree message = received.path("Message");
        return message.isString() && received.path("TopicArn").isString() ? Tree.of(message.text("")) : received;
    }

    private static SesEvent bounce(Tree bounce) {
        return bounce.path("bounceType").text("").equals("Permanent")
                ? new Bounced(addresses(bounce, "bouncedRecipients"))
                : new OfNoConsequence();
    }

    private static SesEvent complaint(Tree complaint) {
        return complaint.path("complaintFeedbackType").text("").equals("not-spam")
                ? new OfNoConsequence()
                : new Complained(addresses(complaint, "complainedRecipients"));
    }

    private static List<EmailAddress> addresses(Tree owner, String field) {
        List<EmailAddress> addresses = new ArrayList<>();
        for (Tree recipient : owner.path(field).elements()) {
            addresses.add(address(recipient.path("emailAddress").text(""))
                    .orElseThrow(() -> new UnreadableMessage(field, "has no e-mail address", null)));
        }
        if (addresses.isEmpty()) {
            throw new UnreadableMessage(field, "is missing or empty", null);
        }
        return addresses;
    }

    /** Some servers send it back with a name before it. */
    private static Optional<EmailAddress> address(String text) {
        int open = text.lastIndexOf('<');
        return text.endsWith(">") && open >= 0
                ? EmailAddress.parse(text.substring(open + 1, text.length() - 1))
                : EmailAddress.parse(text);
    }
}
