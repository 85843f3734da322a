package dev.souk.users.takedown;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.takedown.Takedown;
import dev.souk.lambda.takedown.TakedownLetters;
import dev.souk.lambda.takedown.TakedownOutcome;
import dev.souk.lambda.takedown.Takedowns;
import dev.souk.model.TakedownId;
import dev.souk.model.UserId;
import dev.souk.users.PlatformStore;
import dev.souk.users.PlatformStores;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Takes stores off the platform's pages with all that is in them, and puts them back. Who has bought there keeps it, and who has an order can pay it. */
public final class TakeDownStore {
    private final Database database;
    private final String table;
    private final AuditLog audit;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    /** @param table of the takedowns */
    public TakeDownStore(Database database, String table, AuditLog audit, Outbox outbox, IdSource ids, Clock clock) {
        this.database = database;
        this.table = table;
        this.audit = audit;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Empty when there is no such store. */
    public Optional<TakedownOutcome> takeDown(UserId admin, String slugOrId, Takedown.Wish wish) {
        TakedownId next = new TakedownId(ids.next());
        return acting(admin, slugOrId, (tx, store, now) -> {
            TakedownOutcome outcome = new Takedowns(tx, table)
                    .begin(next, store.id(), store.id(), wish.violation(), wish.explanation(), now);
            if (outcome instanceof TakedownOutcome.Done) {
                PlatformStores.in(tx).setTakenDown(store.id(), Optional.of(now));
            }
            return outcome;
        });
    }

    /** Empty when there is no such store. */
    public Optional<TakedownOutcome> decide(UserId admin, String slugOrId, Takedown.Decision decision) {
        return acting(admin, slugOrId, (tx, store, now) -> {
            TakedownOutcome outcome =
                    new Takedowns(tx, table).decide(store.id(), decision.state(), decision.note(), now);
            if (outcome instanceof TakedownOutcome.Done(Takedown takedown)
                    && takedown.state() == Takedown.State.REINSTATED) {
                PlatformStores.in(tx).setTakenDown(store.id(), Optional.empty());
            }
            return outcome;
        });
    }

    /** What its owner says about it. */
    public TakedownOutcome appeal(Seller owner, String slugOrId, String text) {
        return database.transaction(tx -> {
            Optional<PlatformStore> store = PlatformStores.in(tx).findLocked(slugOrId);
            if (store.isEmpty()) {
                return new TakedownOutcome.Nothing();
            }
            TakedownOutcome outcome =
                    new Takedowns(tx, table).appeal(owner, store.get().id(), text, clock.instant());
            if (outcome instanceof TakedownOutcome.Done(Takedown takedown)) {
                audit.write(tx, takedown.store(), owner.id(), "takedown.appealed", takedown.subject(), "");
            }
            return outcome;
        });
    }

    private interface Act {
        TakedownOutcome on(Sql tx, PlatformStore store, Instant now);
    }

    /** Under the lock of the store. What was done is in the log, and told by e-mail, once. */
    private Optional<TakedownOutcome> acting(UserId admin, String slugOrId, Act act) {
        return database.transaction(tx -> {
            Optional<PlatformStore> store = PlatformStores.in(tx).findLocked(slugOrId);
            if (store.isEmpty()) {
                return Optional.empty();
            }
            TakedownOutcome outcome = act.on(tx, store.get(), clock.instant());
            if (outcome instanceof TakedownOutcome.Done(Takedown takedown)) {
                audit.write(
                        tx,
                        takedown.store(),
                        admin,
                        act(takedown),
                        takedown.subject(),
                        takedown.violation().text());
                Outbox.Entry letter = TakedownLetters.of(
                        ids,
                        takedown,
                        new TakedownLetters.Reader(
                                store.get().contactEmail(), store.get().name(), Optional.empty()));
                outbox.leave(tx, letter.queue(), letter.id(), letter.body());
            }
            return Optional.of(outcome);
        });
    }

    private static String act(Takedown takedown) {
        return switch (takedown.state()) {
            case STANDING, APPEALED -> "platform.store_taken_down";
            case UPHELD -> "platform.store_takedown_upheld";
            case REINSTATED -> "platform.store_reinstated";
        };
    }
}
