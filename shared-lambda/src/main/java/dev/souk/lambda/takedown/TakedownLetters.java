package dev.souk.lambda.takedown;

import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.EmailAddress;
import dev.souk.model.message.EmailMessage.TakedownNotice;
import dev.souk.model.message.WorkQueue;
import java.util.Optional;

/** Tells sellers by e-mail what was decided about something of theirs. */
public final class TakedownLetters {
    private TakedownLetters() {}

    /** To whom, and by what name the thing is known there. */
    public record Reader(EmailAddress to, String store, Optional<String> title) {}

    /** To be put into the outbox, in the transaction of what it tells of. */
    public static Outbox.Entry of(IdSource ids, Takedown takedown, Reader reader) {
        boolean decided = takedown.decidedAt().isPresent();
        TakedownNotice notice = new TakedownNotice(
                ids.next(),
                reader.to(),
                reader.store(),
                takedown.subject(),
                reader.title(),
                switch (takedown.state()) {
                    case STANDING, APPEALED -> TakedownNotice.Step.TAKEN_DOWN;
                    case UPHELD -> TakedownNotice.Step.UPHELD;
                    case REINSTATED -> TakedownNotice.Step.REINSTATED;
                },
                takedown.violation(),
                decided ? takedown.note().orElse("") : takedown.explanation(),
                takedown.decidedAt().orElse(takedown.takenDownAt()));
        return new Outbox.Entry(notice.id(), WorkQueue.EMAILS, EmailMessages.write(notice));
    }
}
