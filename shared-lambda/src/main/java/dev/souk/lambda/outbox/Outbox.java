package dev.souk.lambda.outbox;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.queue.QueueSender;
import dev.souk.lambda.queue.QueueSender.Outgoing;
import dev.souk.model.message.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a transaction decides on. {@link #put} writes them beside the rest of the transaction; {@link #send} puts them on
 * their queues after the commit; {@link #sweep} sends what a crash or a failing queue left behind. A message may arrive twice, so
 * its consumer goes by its id; it does not get lost.
 *
 * <p>The table has the columns {@code id, queue, body, created_at, due_at, sent_at}. A sent row keeps its times and loses its body,
 * which may name a person.
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

    /** A message in the outbox. */
    public record Entry(UUID id, WorkQueue queue, String body) {}

    /** Writes a message within the transaction {@code tx}. Hand what this returns to {@link #send} after the commit. */
    public Entry put(Sql tx, WorkQueue queue, UUID id, String body) {
        Instant now = clock.instant();
        tx.update(
                "INSERT INTO " + table + " (id, queue, body, created_at, due_at) VALUES (?, ?, ?, ?, ?)",
                id,
                queue.queueName(),
                body,
                now,
                now.plus(GRACE));
        return new Entry(id, queue, body);
    }

    /** Sends what has been committed. What fails is left to the sweeper: the work itself is done and must not be undone for it. */
    public void send(List<Entry> entries) {
        try {
            sendAndMark(entries);
        } catch (RuntimeException e) {
            log.warn("outbox.left_to_sweeper", e, "messages", entries.size());
        }
    }

    /**
     * Sends what is due: one indexed query when nothing is. Several sweepers at once take different rows.
     *
     * @return how many messages the queues took
     */
    public int sweep() {
        int sent = 0;
        List<Entry> due = take();
        while (!due.isEmpty()) {
            sent += sendAndMark(due);
            due = take();
        }
        return sent;
    }

    private List<Entry> take() {
        return database.transaction(tx -> {
            Instant now = clock.instant();
            List<Entry> due = tx.query(
                    "SELECT id, queue, body FROM " + table + " WHERE due_at <= ? ORDER BY due_at LIMIT " + SWEEP
                            + " FOR UPDATE SKIP LOCKED",
                    row -> new Entry(row.uuid("id"), queue(row.text("queue")), row.text("body")),
                    now);
            if (!due.isEmpty()) {
                update(tx, "due_at = ?", List.of(now.plus(GRACE)), ids(due));
            }
            return due;
        });
    }

    private int sendAndMark(List<Entry> entries) {
        Map<WorkQueue, List<Outgoing>> byQueue = new EnumMap<>(WorkQueue.class);
        for (Entry entry : entries) {
            byQueue.computeIfAbsent(entry.queue(), _ -> new ArrayList<>()).add(new Outgoing(entry.id(), entry.body()));
        }
        Set<UUID> taken = new HashSet<>();
        byQueue.forEach((queue, messages) -> taken.addAll(queues.send(queue, messages)));
        if (!taken.isEmpty()) {
            update(database, "sent_at = ?, due_at = NULL, body = NULL", List.of(clock.instant()), List.copyOf(taken));
        }
        return taken.size();
    }

    private void update(Sql sql, String assignments, List<Object> values, List<UUID> ids) {
        List<@Nullable Object> parameters = new ArrayList<>(values);
        parameters.addAll(ids);
        String marks = "?" + ", ?".repeat(ids.size() - 1);
        sql.update("UPDATE " + table + " SET " + assignments + " WHERE id IN (" + marks + ")", parameters.toArray());
    }

    private static List<UUID> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    private static WorkQueue queue(String name) {
        for (WorkQueue queue : WorkQueue.values()) {
            if (queue.queueName().equals(name)) {
                return queue;
            }
        }
        throw new IllegalStateException("the outbox names a queue that is none: " + name);
    }
}
