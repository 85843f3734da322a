package dev.souk.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.queue.QueueSender.Outgoing;
import dev.souk.model.message.WorkQueue;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.VirtualClock;
import dev.souk.stripe.standin.http.Answer;
import dev.souk.stripe.standin.http.Cut;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.http.Silence;
import dev.souk.stripe.standin.webhook.WebhookFault;
import dev.souk.test.QueueEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** All that is outside of the functions in one history, and the faults between it and them. */
final class World implements AutoCloseable {
    static final String WEBHOOK_SECRET = "whsec_simulation";
    static final String FORGERS_SECRET = "whsec_forged";
    static final String OTHER_VERSION = "2020-08-27";
    static final Instant BEGIN = Instant.parse("2026-11-02T08:00:00Z");
    /** Longer than any function may run: whoever is not back by then is dead. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(25);

    private static final List<dev.souk.stripe.standin.api.Fault> AT_STRIPE = List.of(
            dev.souk.stripe.standin.api.Fault.RATE_LIMITED,
            dev.souk.stripe.standin.api.Fault.SERVER_ERROR,
            dev.souk.stripe.standin.api.Fault.SERVER_ERROR_FORGOTTEN,
            dev.souk.stripe.standin.api.Fault.SERVER_ERROR_AFTER_EFFECT,
            dev.souk.stripe.standin.api.Fault.TIMEOUT_AFTER_EFFECT,
            dev.souk.stripe.standin.api.Fault.TIMEOUT_BEFORE_EFFECT,
            dev.souk.stripe.standin.api.Fault.CONNECTION_CUT,
            dev.souk.stripe.standin.api.Fault.KEY_IN_USE);

    /** Kinds of messages that functions-email writes no letter for yet. */
    static final Set<String> LETTERLESS = Set.of("refund_notice", "dispute_notice");

    private final long seed;
    private final VirtualClock clock = VirtualClock.startingAt(BEGIN);
    private final Chaos chaos;
    private final Story story;
    private final Tasks tasks = new Tasks();
    private final Mutation mutation;
    private final Database plain;
    private final Random ids;
    private final StripeStandIn stripe;
    private final Map<WorkQueue, SimulatedQueue> queues = new EnumMap<>(WorkQueue.class);
    private final MailRoom mails;
    /** Events that Stripe gave up on, or keeps for later. */
    private final List<String> withheld = new ArrayList<>();

    private final Set<String> handedOver = new HashSet<>();
    private final Set<String> otherVersions = new HashSet<>();
    private long lastId;

    World(long seed, Mutation mutation, Story story, Database plain, MailRoom mails) {
        this.seed = seed;
        this.chaos = new Chaos(seed);
        this.story = story;
        this.mutation = mutation;
        this.plain = plain;
        this.mails = mails;
        this.ids = new Random(Chaos.mix(seed, -2));
        this.stripe = StripeStandIn.start(Options.inMemory()
                .withRequestsPerSecond(0)
                .withClock(clock)
                .withSeed(seed)
                .drivenByHand()
                .withWebhookSink(this::webhook, WEBHOOK_SECRET));
        queues.put(WorkQueue.PAYMENT_EVENTS, new SimulatedQueue(WorkQueue.PAYMENT_EVENTS, Duration.ofMinutes(6)));
        queues.put(WorkQueue.ORDER_REQUESTS, new SimulatedQueue(WorkQueue.ORDER_REQUESTS, Duration.ofMinutes(3)));
        queues.put(WorkQueue.LIVE_UPDATES, new SimulatedQueue(WorkQueue.LIVE_UPDATES, Duration.ofMinutes(6)));
        queues.put(WorkQueue.SELLER_WEBHOOKS, new SimulatedQueue(WorkQueue.SELLER_WEBHOOKS, Duration.ofMinutes(6)));
        queues.put(WorkQueue.EMAILS, new SimulatedQueue(WorkQueue.EMAILS, Duration.ofMinutes(12)));
    }

    Instant now() {
        return clock.instant();
    }

    Chaos chaos() {
        return chaos;
    }

    Story story() {
        return story;
    }

    Map<Fault, Integer> faults() {
        return chaos.struck();
    }

    Tasks tasks() {
        return tasks;
    }

    Mutation mutation() {
        return mutation;
    }

    Database plain() {
        return plain;
    }

    StripeStandIn stripe() {
        return stripe;
    }

    MailRoom mails() {
        return mails;
    }

    SimulatedQueue queue(WorkQueue queue) {
        return Objects.requireNonNull(queues.get(queue));
    }

    /** UUIDv7, each later than the one before. */
    UUID nextId() {
        long high = Math.max((now().toEpochMilli() << 16) | 0x7000L, lastId + 1);
        if ((high & 0xF000L) != 0x7000L) {
            high = (((high >> 16) + 1) << 16) | 0x7000L;
        }
        lastId = high;
        return new UUID(high, (ids.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    // What a running function meets

    void transactions(int change) {
        Tasks.Task task = tasks.current();
        if (task != null) {
            task.transactions += change;
        }
    }

    /** Between two things that a function does: it may die here, or be slow. */
    void boundary(String where) {
        Tasks.Task task = tasks.current();
        if (task == null) {
            return;
        }
        lastMoment(where);
        if (task.transactions == 0 && tasks.paused().size() < 3 && chaos.strikes(Fault.PAUSE)) {
            story.say("  ! %s is slow at %s", task.name, where);
            tasks.pause();
            lastMoment(where);
        }
    }

    /** It may die here, and is not slow: it holds locks. */
    void lastMoment(String where) {
        Tasks.Task task = tasks.current();
        if (task == null) {
            return;
        }
        if (!task.isDying() && chaos.strikes(Fault.CRASH)) {
            story.say("  ! %s dies at %s", task.name, where);
            task.die();
        }
        if (task.isDying()) {
            throw new Death();
        }
    }

    boolean strikes(Fault fault, String what) {
        if (tasks.current() == null || !chaos.strikes(fault)) {
            return false;
        }
        story.say("  ! %s", what);
        return true;
    }

    boolean isMarkedSent(UUID message) {
        return plain.first(
                        "SELECT message_id FROM sent_emails WHERE message_id = ? AND sent_at IS NOT NULL",
                        row -> row.uuid("message_id"),
                        message)
                .isPresent();
    }

    // Stripe

    /** A request over HTTP; while it is answered, whoever asks waits. */
    Answer answer(Request request) {
        if (tasks.current() == null) {
            return stripe.answer(request);
        }
        Answer silence = new Cut(new Reply(200, Map.of("Content-Type", "application/json"), "{}  "));
        try {
            boundary("a call to Stripe");
        } catch (Death e) {
            return silence;
        }
        if (chaos.strikes(request.method().equals("POST") ? Fault.STRIPE_DOING : Fault.STRIPE)) {
            dev.souk.stripe.standin.api.Fault fault = AT_STRIPE.get(chaos.below(AT_STRIPE.size()));
            story.say("  ! Stripe: %s at %s %s", fault, request.method(), request.path());
            stripe.outage(fault, 1, Duration.ZERO);
        }
        Answer answer = mutation.answer(request, stripe.answer(mutation.request(request)));
        stripe.endOutages();
        try {
            boundary("Stripe's answer");
        } catch (Death e) {
            return silence;
        }
        return answer instanceof Silence ? silence : answer;
    }

    /** Stripe posts an event; API Gateway puts it on the queue. */
    private void webhook(String body, String signature) {
        String event = body.replaceFirst("(?s).*?\"id\": \"(evt_[^\"]+)\".*", "$1");
        String type = body.replaceFirst("(?s).*\"type\": \"([a-z_.]+)\".*", "$1");
        if (handedOver.add(event)) {
            if (chaos.strikes(Fault.WEBHOOK_DROPPED)) {
                story.say("  ! Stripe's %s is lost", type);
                withheld.add(event);
                return;
            }
            if (chaos.strikes(Fault.WEBHOOK_LATE)) {
                story.say("  ! Stripe's %s is late", type);
                withheld.add(event);
                return;
            }
        }
        if (chaos.strikes(Fault.WEBHOOK_REFUSED)) {
            story.say("  ! API Gateway has no time for %s", type);
            withheld.add(event);
            throw new IllegalStateException("simulated: 429");
        }
        enqueue(body, signature);
        story.say("  Stripe tells of %s", type);
        if (chaos.strikes(Fault.WEBHOOK_TWICE)) {
            story.say("  ! Stripe tells of %s twice", type);
            enqueue(body, signature);
        }
    }

    /** How many events there were in a version that this code does not read. */
    int eventsOfOtherVersions() {
        return otherVersions.size();
    }

    void enqueue(String body, String signature) {
        if (body.contains("\"" + OTHER_VERSION + "\"")) {
            otherVersions.add(body);
        }
        queue(WorkQueue.PAYMENT_EVENTS).send(body, Map.of("Stripe-Signature", signature), now());
    }

    /** What Stripe has to do by now, webhooks among it. */
    void stripeCatchesUp() {
        if (chaos.strikes(Fault.WEBHOOK_OTHER_VERSION)) {
            stripe.webhookFault(WebhookFault.OTHER_VERSION, "*", 1, Duration.ZERO);
        }
        stripe.runDue();
        if (!chaos.isOn()) {
            stripe.endWebhookFaults();
        }
    }

    /** An event that was late, or lost, comes after all. */
    void stripeTellsLate(boolean all) {
        while (!withheld.isEmpty()) {
            stripe.sendAgain(withheld.remove(chaos.below(withheld.size())), 1);
            if (!all) {
                return;
            }
        }
    }

    // Queues

    Set<UUID> send(WorkQueue queue, List<Outgoing> messages) {
        boundary("a send");
        Set<UUID> taken = new HashSet<>();
        for (Outgoing message : messages) {
            if (strikes(Fault.SEND_REFUSED, "SQS does not take a message")) {
                continue;
            }
            if (LETTERLESS.stream().noneMatch(message.body()::contains)) {
                queue(queue).send(message.body(), Map.of(), now());
            }
            if (!strikes(Fault.SEND_UNHEARD, "SQS has a message, and its answer is lost")) {
                taken.add(message.id());
            }
        }
        boundary("a send's answer");
        return taken;
    }

    /** Some messages go to their worker. False when none was visible. */
    boolean deliver(WorkQueue queue, int most, RequestStreamHandler worker) {
        SimulatedQueue source = queue(queue);
        List<SimulatedQueue.Message> batch = source.receive(most, now(), chaos, story);
        if (batch.isEmpty()) {
            return false;
        }
        story.say(
                "%s gets %s",
                queue.queueName(), batch.stream().map(message -> message.id).toList());
        run(queue.queueName() + " worker", () -> {
            QueueEvent event = new QueueEvent();
            batch.forEach(message -> event.message(message.id, message.body, message.sentAt, message.attributes));
            List<String> failed = event.to(worker);
            for (SimulatedQueue.Message message : batch) {
                if (failed.contains(message.id)) {
                    story.say("  %s failed", message.id);
                } else if (!strikes(Fault.DELETE_UNHEARD, "SQS does not hear that " + message.id + " is done with")) {
                    source.delete(message);
                }
            }
        });
        return true;
    }

    // Time

    Tasks.Task run(String name, Runnable work) {
        Tasks.Task task = tasks.run(name, now(), work);
        told(task);
        return task;
    }

    void goOn(Tasks.Task task) {
        story.say("%s goes on", task.name);
        tasks.goOn(task);
        told(task);
    }

    private void told(Tasks.Task task) {
        if (task.finished() && task.failure() != null) {
            story.say("  %s failed: %s", task.name, task.failure());
        }
    }

    /** Time passes. Whoever was slow is done by then, or was killed for it. */
    void pass(Duration time) {
        for (Tasks.Task task : tasks.paused()) {
            if (Duration.between(task.begunAt, now().plus(time)).compareTo(LONGEST_RUN) > 0) {
                finish(task, chaos.below(2) == 0);
            }
        }
        clock.advance(time);
    }

    /** Lets a paused one finish, or kills it for being slow. */
    void finish(Tasks.Task task, boolean timedOut) {
        if (timedOut) {
            story.say("  ! %s runs out of time", task.name);
            task.die();
        }
        while (!task.finished()) {
            goOn(task);
        }
    }

    long seed() {
        return seed;
    }

    @Override
    public void close() {
        stripe.close();
    }
}
