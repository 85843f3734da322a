package dev.souk.simulation;

import dev.souk.model.message.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SQS's standard queue as it is promised: at least once, in no order, invisible for a while, to the dead letters in the end. */
final class SimulatedQueue {
    /** A message; {@code receives} counts. */
    static final class Message {
        final String id;
        final String body;
        final Map<String, String> attributes;
        final Instant sentAt;
        int receives;
        Instant visibleAt;

        Message(String id, String body, Map<String, String> attributes, Instant sentAt) {
            this.id = id;
            this.body = body;
            this.attributes = attributes;
            this.sentAt = sentAt;
            this.visibleAt = sentAt;
        }
    }

    private final WorkQueue kind;
    private final Duration visibility;
    private final List<Message> messages = new ArrayList<>();
    private final List<Message> dead = new ArrayList<>();
    private int count;

    SimulatedQueue(WorkQueue kind, Duration visibility) {
        this.kind = kind;
        this.visibility = visibility;
    }

    void send(String body, Map<String, String> attributes, Instant now) {
        messages.add(new Message(kind.queueName() + "-" + ++count, body, attributes, now));
    }

    /** Some of what is visible, in an order that the chaos chooses. */
    List<Message> receive(int most, Instant now, Chaos chaos, Story story) {
        List<Message> visible = new ArrayList<>(messages.stream()
                .filter(message -> !message.visibleAt.isAfter(now))
                .toList());
        List<Message> batch = new ArrayList<>();
        while (batch.size() < most && !visible.isEmpty()) {
            Message message = visible.remove(chaos.below(visible.size()));
            if (message.receives >= kind.maxReceives()) {
                messages.remove(message);
                dead.add(message);
                story.say("  %s goes to the dead letters", message.id);
                continue;
            }
            message.receives++;
            message.visibleAt = now.plus(visibility);
            batch.add(message);
            if (chaos.strikes(Fault.DELIVERED_TWICE)) {
                message.visibleAt = now;
                story.say("  ! %s is delivered twice", message.id);
            }
        }
        return batch;
    }

    void delete(Message message) {
        messages.remove(message);
    }

    /** Somebody sends the dead letters through again; how many there were. */
    int redrive(Instant now) {
        int moved = dead.size();
        for (Message message : dead) {
            message.receives = 0;
            message.visibleAt = now;
            messages.add(message);
        }
        dead.clear();
        return moved;
    }

    List<Message> dead() {
        return List.copyOf(dead);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    int size() {
        return messages.size();
    }

    boolean hasVisible(Instant now) {
        return messages.stream().anyMatch(message -> !message.visibleAt.isAfter(now));
    }
}
