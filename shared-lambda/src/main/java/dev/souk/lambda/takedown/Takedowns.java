package dev.souk.lambda.takedown;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.lambda.takedown.Takedown.State;
import dev.souk.lambda.takedown.TakedownOutcome.Done;
import dev.souk.lambda.takedown.TakedownOutcome.Nothing;
import dev.souk.lambda.takedown.TakedownOutcome.Otherwise;
import dev.souk.lambda.takedown.TakedownOutcome.SoAlready;
import dev.souk.model.Id;
import dev.souk.model.StoreId;
import dev.souk.model.TakedownId;
import dev.souk.model.Violation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A module's takedowns. Whoever acts on one holds the lock of its subject's row, in the transaction that also changes what is seen of the subject:
 * so one follows the other, and a subject has at most one takedown that is not over, which a unique key sees to besides.
 *
 * <p>The table has the columns {@code id, subject, store_id, violation, explanation, state, taken_down_at, appeal, appealed_at, note, decided_at}.
 */
public record Takedowns(Sql sql, String table) {
    /** @param subject whose row is locked */
    public TakedownOutcome begin(
            TakedownId id, Id subject, StoreId store, Violation violation, String explanation, Instant now) {
        Optional<Takedown> standing = standing(subject);
        if (standing.isPresent()) {
            Takedown before = standing.get();
            return before.violation() == violation && before.explanation().equals(explanation)
                    ? new SoAlready(before)
                    : new Otherwise(before);
        }
        sql.update(
                "INSERT INTO " + table
                        + " (id, subject, store_id, violation, explanation, state, taken_down_at)"
                        + " VALUES (?, ?, ?, ?, ?, 'standing', ?)",
                id,
                subject.text(),
                store,
                violation.text(),
                explanation,
                now);
        return new Done(newest(subject).orElseThrow());
    }

    /** Writes down what somebody of the store says about it; the statement sees to it that they may. */
    public TakedownOutcome appeal(Seller seller, Id subject, String text, Instant now) {
        Optional<Takedown> standing = standing(subject);
        if (standing.isEmpty()) {
            return new Nothing();
        }
        Takedown before = standing.get();
        if (before.appeal().isPresent()) {
            return before.appeal().get().equals(text) ? new SoAlready(before) : new Otherwise(before);
        }
        int rows = sql.update(
                "UPDATE " + table
                        + " SET appeal = ?, appealed_at = ?, state = 'appealed'"
                        + " WHERE id = ? AND appeal IS NULL AND state = 'standing' AND store_id " + Seller.MAY,
                text,
                now,
                before.id(),
                seller.id(),
                seller.anyOf());
        return rows == 1 ? new Done(newest(subject).orElseThrow()) : new Nothing();
    }

    /**
     * Upholds it, which answers an appeal, or ends it, which can be at any time.
     *
     * @param state {@link State#UPHELD} or {@link State#REINSTATED}
     */
    public TakedownOutcome decide(Id subject, State state, String note, Instant now) {
        Optional<Takedown> newest = newest(subject);
        if (newest.isEmpty()) {
            return new Nothing();
        }
        Takedown before = newest.get();
        if (before.state() == state) {
            return before.note().equals(Optional.of(note)) ? new SoAlready(before) : new Otherwise(before);
        }
        boolean can = state == State.UPHELD ? before.state() == State.APPEALED : before.state() != State.REINSTATED;
        if (!can) {
            return new Otherwise(before);
        }
        sql.update(
                "UPDATE " + table + " SET state = ?, note = ?, decided_at = ? WHERE id = ?",
                state.text(),
                note,
                now,
                before.id());
        return new Done(newest(subject).orElseThrow());
    }

    /** The takedown that is not over. */
    public Optional<Takedown> standing(Id subject) {
        return newest(subject).filter(takedown -> takedown.state() != State.REINSTATED);
    }

    private Optional<Takedown> newest(Id subject) {
        return sql.first(select() + "WHERE subject = ? ORDER BY id DESC LIMIT 1", Takedowns::takedown, subject.text());
    }

    /** Which somebody asks for: those that fit all that is said. */
    public record Filter(Optional<State> state, Optional<StoreId> store) {}

    /** The newest that are older than {@code before}, at most {@code limit}. */
    public List<Takedown> find(Filter filter, Optional<TakedownId> before, int limit) {
        Optional<String> state = filter.state().map(State::text);
        return sql.query(
                select()
                        + "WHERE (? IS NULL OR state = ?) AND (? IS NULL OR store_id = ?) AND (? IS NULL OR id < ?)"
                        + " ORDER BY id DESC LIMIT ?",
                Takedowns::takedown,
                state,
                state,
                filter.store(),
                filter.store(),
                before,
                before,
                limit);
    }

    private String select() {
        return "SELECT id, subject, store_id, violation, explanation, state, taken_down_at, appeal, appealed_at, note, decided_at"
                + " FROM " + table + " ";
    }

    private static Takedown takedown(Row row) throws SQLException {
        return new Takedown(
                new TakedownId(row.uuid("id")),
                row.text("subject"),
                new StoreId(row.uuid("store_id")),
                Violation.parse(row.text("violation")).orElseThrow(),
                row.text("explanation"),
                State.parse(row.text("state")).orElseThrow(),
                row.instant("taken_down_at"),
                row.findText("appeal"),
                row.findInstant("appealed_at"),
                row.findText("note"),
                row.findInstant("decided_at"));
    }
}
