package dev.souk.catalog.takedown;

import dev.souk.catalog.Review;
import dev.souk.catalog.Reviews;
import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.takedown.Takedown;
import dev.souk.lambda.takedown.TakedownOutcome;
import dev.souk.lambda.takedown.Takedowns;
import dev.souk.model.ReviewId;
import dev.souk.model.StoreId;
import dev.souk.model.TakedownId;
import dev.souk.model.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Takes reviews off the platform's pages and out of the counts, and puts them back. Whoever wrote one sees that it is so when they read it. */
public final class TakeDownReview {
    private final Database database;
    private final String table;
    private final AuditLog audit;
    private final IdSource ids;
    private final Clock clock;

    /** @param table of the takedowns */
    public TakeDownReview(Database database, String table, AuditLog audit, IdSource ids, Clock clock) {
        this.database = database;
        this.table = table;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Empty when there is no such review. */
    public Optional<TakedownOutcome> takeDown(UserId admin, ReviewId id, Takedown.Wish wish) {
        TakedownId next = new TakedownId(ids.next());
        return acting(admin, id, "platform.review_taken_down", (tx, review, store, now) -> {
            TakedownOutcome outcome =
                    new Takedowns(tx, table).begin(next, id, store, wish.violation(), wish.explanation(), now);
            if (outcome instanceof TakedownOutcome.Done) {
                Reviews.in(tx).hide(review, now);
            }
            return outcome;
        });
    }

    /** Empty when there is no such review. */
    public Optional<TakedownOutcome> putBack(UserId admin, ReviewId id, String note) {
        return acting(admin, id, "platform.review_reinstated", (tx, review, _, now) -> {
            TakedownOutcome outcome = new Takedowns(tx, table).decide(id, Takedown.State.REINSTATED, note, now);
            if (outcome instanceof TakedownOutcome.Done) {
                Reviews.in(tx).show(review);
            }
            return outcome;
        });
    }

    private interface Act {
        TakedownOutcome on(Sql tx, Review review, StoreId store, Instant now);
    }

    /** Under the lock of the review, so that its author changes it before or after. */
    private Optional<TakedownOutcome> acting(UserId admin, ReviewId id, String name, Act act) {
        return database.transaction(tx -> {
            Optional<Review> review = Reviews.in(tx).findLocked(id);
            if (review.isEmpty()) {
                return Optional.empty();
            }
            StoreId store = Reviews.in(tx).store(id).orElseThrow();
            TakedownOutcome outcome = act.on(tx, review.get(), store, clock.instant());
            if (outcome instanceof TakedownOutcome.Done(Takedown takedown)) {
                audit.write(
                        tx, store, admin, name, id.text(), takedown.violation().text());
            }
            return Optional.of(outcome);
        });
    }
}
