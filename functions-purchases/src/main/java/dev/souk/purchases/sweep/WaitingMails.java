package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Sql;
import java.time.Clock;
import java.time.Duration;

/**
 * Mails about orders that were asked for and have not gone out: whether they wait in our outbox, on the queue, among dead letters or for a mail
 * server, their buyers have nothing to show for what they paid.
 */
public interface WaitingMails {
    static WaitingMails in(Sql sql, Clock clock) {
        return new SqlWaitingMails(sql, clock);
    }

    /** How long the oldest has been waiting, among those of a day; zero when none is. One query on an index. */
    Duration oldest();
}
