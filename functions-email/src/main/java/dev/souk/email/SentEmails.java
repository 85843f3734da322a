package dev.souk.email;

import dev.souk.lambda.db.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * The e-mails that were sent or are being sent, by message id. Whoever wants to send one claims it first; a claim is good for two
 * minutes, far longer than handing a mail over takes, and by then lapses of itself, in case its holder died. The database's clock
 * alone says when.
 */
interface SentEmails {
    /** So many attempts whose outcome is unknown, and so many copies at worst, does a mail get. */
    int MOST_ATTEMPTS = 10;

    /** @param clock names claims; no claim lapses by it */
    static SentEmails in(Sql sql, Clock clock) {
        return new SqlSentEmails(sql, clock);
    }

    sealed interface Claim {
        /** The mail is the caller's to send. {@code claimedAt} tells this claim from later ones. */
        record Granted(UUID id, Instant claimedAt) implements Claim {}

        /** It was sent: there is nothing to do. */
        record SentBefore() implements Claim {}

        /** Its address gets no mail: there is nothing to do. */
        record SuppressedBefore() implements Claim {}

        /** Another worker is sending it, or died while it did. */
        record HeldElsewhere() implements Claim {}

        /** {@link #MOST_ATTEMPTS} attempts ended nobody knows how. */
        record TriedTooOften() implements Claim {}
    }

    Claim claim(UUID id, String kind);

    /** Records that the mail was taken, whoever sent it. It is not sent again. */
    void markSent(UUID id);

    /** Records that the mail is not sent because its address gets none. That is the end of it. */
    void markSuppressed(Claim.Granted claim);

    /** Gives back a claim under which nothing was sent: the mail may be claimed again at once, and the attempt does not count. */
    void release(Claim.Granted claim);
}
