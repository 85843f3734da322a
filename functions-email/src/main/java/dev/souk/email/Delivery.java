package dev.souk.email;

import dev.souk.email.SentEmails.Claim;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.model.message.EmailMessage;

/**
 * Sends each e-mail once. What happens when something breaks:
 *
 * <ul>
 *   <li>The mail was not taken (server down, or set up wrongly): the claim is given back and the message stays on the queue.
 *   <li>It was not taken because there is no such address: the address gets no more mail, and the message is done with.
 *   <li>The address gets no mail, since one bounced, was called spam or was refused: the message is done with.
 *   <li>It may have been taken (the worker died before it could say so, or the answer did not come): the claim lapses after two
 *       minutes and the mail is sent again, under the same Message-ID, {@value SentEmails#MOST_ATTEMPTS} times at most.
 *   <li>The message is delivered again: one that was sent is done with; one that another worker has in hand stays on the queue.
 * </ul>
 */
final class Delivery {
    private final SentEmails sent;
    private final SuppressedAddresses suppressed;
    private final Mailer mailer;
    private final Log log;

    Delivery(SentEmails sent, SuppressedAddresses suppressed, Mailer mailer, Log log) {
        this.sent = sent;
        this.suppressed = suppressed;
        this.mailer = mailer;
        this.log = log;
    }

    /** Returns when the mail was sent or is never to be, now or before; throws when the message is to come again. */
    void take(QueueMessage message) {
        EmailMessage email = EmailMessages.read(message.body());
        email.about().ifPresent(order -> Log.about("order", order));
        String kind = EmailMessages.kind(email);
        Mail mail = new Mail(email.id(), email.to(), Letters.of(email), Letters.unsubscribe(email));
        switch (sent.claim(email.id(), kind)) {
            case Claim.Granted claim -> log.info(sent(mail, claim), "message", email.id(), "kind", kind);
            case Claim.SentBefore _ -> log.info("email.sent_before", "message", email.id(), "kind", kind);
            case Claim.SuppressedBefore _ -> log.info("email.suppressed_before", "message", email.id(), "kind", kind);
            case Claim.HeldElsewhere _ ->
                throw new EmailHeldBack("message " + email.id() + " is in another worker's hands");
            case Claim.TriedTooOften _ ->
                throw new EmailHeldBack("message " + email.id() + " may have been sent " + SentEmails.MOST_ATTEMPTS
                        + " times and is not sent again");
        }
    }

    /** What became of it, as the log calls it. */
    private String sent(Mail mail, Claim.Granted claim) {
        try {
            if (suppressed.contains(mail.to())) {
                sent.markSuppressed(claim);
                return "email.suppressed";
            }
            mailer.send(mail);
        } catch (AddressRefused e) {
            suppressed.add(mail.to(), SuppressedAddresses.Reason.REFUSED);
            sent.markSuppressed(claim);
            return "email.refused";
        } catch (MailNotTaken e) {
            release(claim, e);
            throw e;
        }
        sent.markSent(mail.id());
        return "email.sent";
    }

    private void release(Claim.Granted claim, MailNotTaken e) {
        try {
            sent.release(claim);
        } catch (RuntimeException unreleased) {
            e.addSuppressed(unreleased);
        }
    }
}
