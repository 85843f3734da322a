package dev.souk.lambda.outbox;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.queue.QueueSender;
import dev.souk.lambda.queue.QueueSender.Outgoing;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.model.message.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a transaction decides on. {@link #put} writes them beside the rest of the transaction; {@link #send} puts them on
 * their queues after the commit; {@link #sweep} sends what a crash or a failing queue left behind. A message may arrive twice, so
 * its consumer goes by its id; it does not get lost.
 *
 * <p>The table has the columns {@code id, queue, body, trace_header, created_at, due_at, sent_at}. A sent row keeps its times and loses
 * its body, which may name a person. A message goes out under the trace in which it was put, whoever sends it and when.
 */
public final class Outbox {
    /** How long the sweeper leaves a row to whoever wrote or last took it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int SWEEP = 50;

    private final String table;
    private final Database database;
    private final QueueSender queues;
    private final Clock clock;
    private final Log log;

    public Outbox(String table, Database database, QueueSender queues, Clock clock, Log log) {
        this.table = table;
        this.database = database;
        this.queues = queues;
        this.clock = clock;
        this.log = log;
    }

    /** A message in the outbox, and the trace of what it follows from. */
    public record Entry(UUID id, WorkQueue queue, String body, Optional<TraceHeader> trace) {
        /** It follows from what is being worked on. */
        public Entry(UUID id, WorkQueue queue, String body) {
            this(id, queue, body, Log.trace());
        }
    }

    /** Writes a message within the transaction {@code tx}. Hand what this returns to {@link #send} after the commit. */
    public Entry put(Sql tx, WorkQueue queue, UUID id, String body) {
        return put(tx, queue, id, body, GRACE);
    }

    /**
     * The same unless there is a message of that id already: empty then. For ids that are made of what the message is about; two who write one
     * must not do so at once.
     */
    public Optional<Entry> putOnce(Sql tx, WorkQueue queue, UUID id, String body) {
        boolean isThere = tx.first("SELECT id FROM " + table + " WHERE id = ?", row -> row.uuid("id"), id)
                .isPresent();
        return isThere ? Optional.empty() : Optional.of(put(tx, queue, id, body));
    }

    /** The same for a function that has no right to the queue: the sweeper sends it when it next looks. */
    public void leave(Sql tx, WorkQueue queue, UUID id, String body) {
        var _ = put(tx, queue, id, body, Duration.ZERO);
    }

    private Entry put(Sql tx, WorkQueue queue, UUID id, String body, Duration grace) {
        Instant now = clock.instant();
        Entry entry = new Entry(id, queue, body);
        tx.update(
                "INSERT INTO " + table
                        + " (id, queue, body, trace_header, created_at, due_at) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                queue.queueName(),
                body,
                entry.trace().map(TraceHeader::text).orElse(null),
                now,
                now.plus(grace));
        return entry;
    }

    /**
     * Takes a message back within the transaction {@code tx}, because what it asks for is done: it is not sent any more. One that is on
     * its queue by now stays there.
     */
    public void drop(Sql tx, UUID id) {
        update(tx, "sent_at = ?, due_at = NULL, body = NULL", List.of(clock.instant()), List.of(id));
    }

    /** Sends what has been committed. What fails is left to the sweeper: the work itself is done and must not be undone for it. */
    public void send(List<Entry> entries) {
        sendAndMark(entries);
    }

    /**
     * Sends what is due: one indexed query when nothing is. Several sweepers at once take different rows. A sweep ends early when the
     * queues take nothing of a whole batch; the rest is due again after the grace.
     *
     * @return how many messages the queues took
     */
    public int sweep() {
        int sent = 0;
        List<Taken> due = take();
        while (!due.isEmpty()) {
            List<Entry> entries = known(due);
            Set<UUID> taken = sendAndMark(entries);
            if (taken.isEmpty()) {
                break;
            }
            entries.stream().filter(entry -> taken.contains(entry.id())).forEach(this::tellLate);
            sent += taken.size();
            due = take();
        }
        return sent;
    }

    /** Whoever follows the trace of what a message follows from reads there that it went by the sweeper. */
    private void tellLate(Entry entry) {
        Log.under(entry.trace(), () -> {
            log.info(
                    "outbox.sent_late",
                    "message",
                    entry.id(),
                    "queue",
                    entry.queue().queueName());
            return entry;
        });
    }

    /**
     * Deletes what was sent before {@code before}, the oldest first; by that nobody can tell any more that it was sent.
     *
     * @param most rows in this call
     * @return how many rows went
     */
    public int forgetSent(Instant before, int most) {
        return database.update("DELETE FROM " + table + " WHERE sent_at < ? ORDER BY sent_at LIMIT " + most, before);
    }

    /** How long the oldest message has been waiting for its queue; zero when none is. */
    public Duration oldest() {
        Instant now = clock.instant();
        return database.query(
                        "SELECT MIN(created_at) AS oldest FROM " + table + " WHERE due_at IS NOT NULL",
                        row -> row.findInstant("oldest"))
                .getFirst()
                .filter(oldest -> oldest.isBefore(now))
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }

    /** A row as it stands, whatever queue it names. */
    private record Taken(UUID id, String queue, String body, Optional<TraceHeader> trace) {}

    /** One row that names no queue of ours must not keep the others from being sent. */
    private List<Entry> known(List<Taken> due) {
        List<Entry> entries = new ArrayList<>();
        for (Taken row : due) {
            Optional<WorkQueue> queue = queue(row.queue());
            if (queue.isPresent()) {
                entries.add(new Entry(row.id(), queue.get(), row.body(), row.trace()));
            } else {
                log.warn("outbox.unknown_queue", "message", row.id());
            }
        }
        return entries;
    }

    private List<Taken> take() {
        return database.transaction(tx -> {
            Instant now = clock.instant();
            List<Taken> due = tx.query(
                    "SELECT id, queue, body, trace_header FROM " + table + " WHERE due_at <= ? ORDER BY due_at LIMIT "
                            + SWEEP + " FOR UPDATE SKIP LOCKED",
                    row -> new Taken(
                            row.uuid("id"),
                            row.text("queue"),
                            row.text("body"),
                            row.findText("trace_header").flatMap(TraceHeader::of)),
                    now);
            if (!due.isEmpty()) {
                update(
                        tx,
                        "due_at = ?",
                        List.of(now.plus(GRACE)),
                        due.stream().map(Taken::id).toList());
            }
            return due;
        });
    }

    /** Those that the queues have taken. */
    private Set<UUID> sendAndMark(List<Entry> entries) {
        Map<WorkQueue, List<Outgoing>> byQueue = new EnumMap<>(WorkQueue.class);
        for (Entry entry : entries) {
            byQueue.computeIfAbsent(entry.queue(), _ -> new ArrayList<>())
                    .add(new Outgoing(entry.id(), entry.body(), entry.trace()));
        }
        Set<UUID> sent = new HashSet<>();
        for (Map.Entry<WorkQueue, List<Outgoing>> ofQueue : byQueue.entrySet()) {
            sent.addAll(sendAndMark(ofQueue.getKey(), ofQueue.getValue()));
        }
        return sent;
    }

    /** Queue by queue: what one of them has taken is marked, also when the next one fails. */
    private Set<UUID> sendAndMark(WorkQueue queue, List<Outgoing> messages) {
        try {
            Set<UUID> taken = queues.send(queue, messages);
            if (!taken.isEmpty()) {
                update(
                        database,
                        "sent_at = ?, due_at = NULL, body = NULL",
                        List.of(clock.instant()),
                        List.copyOf(taken));
            }
            return taken;
        } catch (RuntimeException e) {
            log.warn("outbox.left_to_sweeper", e, "queue", queue.queueName(), "messages", messages.size());
            return Set.of();
        }
    }

    private void update(Sql sql, String assignments, List<Object> values, List<UUID> ids) {
        List<@Nullable Object> parameters = new ArrayList<>(values);
        parameters.addAll(ids);
        String marks = "?" + ", ?".repeat(ids.size() - 1);
        sql.update("UPDATE " + table + " SET " + assignments + " WHERE id IN (" + marks + ")", parameters.toArray());
    }

    private static Optional<WorkQueue> queue(String name) {
        return Arrays.stream(WorkQueue.values())
                .filter(queue -> queue.queueName().equals(name))
                .findFirst();
    }
}
