package dev.souk.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.email.SentEmails.Claim;
import dev.souk.lambda.db.Database;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SentEmailsTest {
    private static final Database DATABASE = TestDatabase.fresh().openAs(DataOwner.EMAIL);

    private final SentEmails emails = SentEmails.in(DATABASE, Clock.systemUTC());
    private final UUID id = UUID.randomUUID();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void one_of_many_workers_gets_the_claim() throws Exception {
        List<Callable<Claim>> workers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            workers.add(() -> emails.claim(id, "receipt"));
        }
        int granted = 0;
        try (var threads = Executors.newFixedThreadPool(workers.size())) {
            for (Future<Claim> claim : threads.invokeAll(workers)) {
                granted += claim.get() instanceof Claim.Granted ? 1 : 0;
            }
        }
        assertThat(granted).isEqualTo(1);
    }

    @Test
    void what_was_sent_is_never_claimed_again() {
        granted();
        emails.markSent(id);
        lapse();
        assertThat(emails.claim(id, "receipt")).isInstanceOf(Claim.SentBefore.class);
    }

    @Test
    void a_claim_holds_until_it_lapses() {
        granted();
        assertThat(emails.claim(id, "receipt")).isInstanceOf(Claim.HeldElsewhere.class);
        lapse();
        granted();
    }

    @Test
    void a_claim_that_is_given_back_can_be_had_at_once_and_does_not_count() {
        for (int i = 0; i < SentEmails.MOST_ATTEMPTS * 3; i++) {
            emails.release(granted());
        }
        granted();
    }

    @Test
    void a_worker_that_lost_its_claim_cannot_give_back_its_successors() {
        Claim.Granted lost = granted();
        lapse();
        granted();
        emails.release(lost);
        assertThat(emails.claim(id, "receipt")).isInstanceOf(Claim.HeldElsewhere.class);
    }

    @Test
    void a_mail_whose_workers_always_die_is_given_up_after_a_number_of_attempts() {
        for (int i = 0; i < SentEmails.MOST_ATTEMPTS; i++) {
            granted();
            lapse();
        }
        assertThat(emails.claim(id, "receipt")).isInstanceOf(Claim.TriedTooOften.class);
    }

    @Test
    void a_worker_with_a_wrong_clock_neither_takes_a_claim_early_nor_holds_it_long() {
        Clock early = Clock.offset(Clock.systemUTC(), java.time.Duration.ofMinutes(-10));
        Clock late = Clock.offset(Clock.systemUTC(), java.time.Duration.ofMinutes(10));
        SentEmails.in(DATABASE, early).claim(id, "receipt");
        assertThat(SentEmails.in(DATABASE, late).claim(id, "receipt")).isInstanceOf(Claim.HeldElsewhere.class);
        lapse();
        assertThat(SentEmails.in(DATABASE, early).claim(id, "receipt")).isInstanceOf(Claim.Granted.class);
    }

    private Claim.Granted granted() {
        Claim claim = emails.claim(id, "receipt");
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        return (Claim.Granted) claim;
    }

    /** As if two minutes had passed. */
    private void lapse() {
        DATABASE.update("UPDATE sent_emails SET locked_until = UTC_TIMESTAMP(6) WHERE message_id = ?", id);
    }
}
