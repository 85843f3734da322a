package dev.souk.email;

import dev.souk.email.SuppressedAddresses.Reason;
import dev.souk.email.feedback.SesEvent;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.model.EmailAddress;
import java.util.List;
import java.util.Locale;

/** Heeds what SES tells: an address that bounces for good, or that complains, gets no more mail. */
final class Feedback {
    private final SuppressedAddresses suppressed;
    private final Log log;

    Feedback(SuppressedAddresses suppressed, Log log) {
        this.suppressed = suppressed;
        this.log = log;
    }

    void take(QueueMessage message) {
        switch (SesEvent.read(message.body())) {
            case SesEvent.Bounced bounced -> suppress(bounced.addresses(), Reason.BOUNCE);
            case SesEvent.Complained complained -> suppress(complained.addresses(), Reason.COMPLAINT);
            case SesEvent.OfNoConsequence _ -> log.info("email.event_ignored");
        }
    }

    private void suppress(List<EmailAddress> addresses, Reason reason) {
        addresses.forEach(address -> suppressed.add(address, reason));
        log.info(
                "email.address_suppressed",
                "reason",
                reason.name().toLowerCase(Locale.ROOT),
                "addresses",
                addresses.size());
    }
}
