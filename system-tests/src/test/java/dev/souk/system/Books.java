package dev.souk.system;

import dev.souk.deployment.LambdaFunction;
import dev.souk.embedded.smtp.ReceivedMail;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.local.LocalSouk;
import dev.souk.local.queue.SqsClients;
import dev.souk.model.OrderId;
import dev.souk.model.message.WorkQueue;
import dev.souk.stripe.standin.payment.CheckoutSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The books of a Souk, for an audit: what Stripe says, what the database says, what is on the queues and in the inbox. Each buyer has
 * one address and makes one order, so that a mail can be told by whom it is to.
 */
final class Books implements AutoCloseable {
    private final LocalSouk souk;
    private final Database database;
    private final SqsClient queues;

    Books(LocalSouk souk) {
        this.souk = souk;
        Map<String, String> variables = new HashMap<>(souk.variables(LambdaFunction.PAYMENT_WORKER));
        // An audit reads the tables of all modules, which none of them may.
        variables.put("DATABASE_USER", souk.database().user());
        variables.put("DATABASE_PASSWORD", souk.database().password());
        Environment environment = Environment.of(variables);
        this.database = new Database(DatabaseSettings.from(environment));
        this.queues = SqsClients.of(AwsSettings.from(environment));
    }

    /** What a buyer set out to do, and got as far as an order. {@code stores} is how many stores the cart was from. */
    record Bought(Buyer buyer, Reply order, int lines, int stores, boolean free, boolean paid) {
        String id() {
            return order.text("id");
        }
    }

    /** An order as the database has it. */
    private record Kept(String state, long total, long purchases) {
        boolean isPaid() {
            return state.equals("paid");
        }
    }

    /** What is still to come, in words; empty when all is quiet. */
    List<String> unfinished() {
        List<String> unfinished = new ArrayList<>();
        for (WorkQueue queue : WorkQueue.values()) {
            note(unfinished, messages(queue.queueName()), "messages on " + queue.queueName());
        }
        note(
                unfinished,
                souk.stripe().events().stream()
                        .filter(event -> !event.delivered())
                        .count(),
                "events that Stripe has not got rid of");
        note(unfinished, count("purchases_outbox WHERE sent_at IS NULL"), "messages in the outbox");
        note(unfinished, count("sent_emails WHERE sent_at IS NULL"), "mails claimed and not marked as sent");
        return unfinished;
    }

    private static void note(List<String> unfinished, long count, String what) {
        if (count > 0) {
            unfinished.add(count + " " + what);
        }
    }

    /** Has the queue server give dead letters back to their queues; how many there were. */
    long redrive() {
        long redriven = 0;
        for (WorkQueue queue : WorkQueue.values()) {
            String dead = queue.queueName() + "-dead";
            long messages = messages(dead);
            if (messages > 0) {
                queues.startMessageMoveTask(move -> move.sourceArn(souk.queues().queueArn(dead)));
                redriven += messages;
            }
        }
        return redriven;
    }

    /** Everything that is not as it should be, a sentence each. */
    List<String> wrongs(List<Bought> all) {
        List<String> wrongs = new ArrayList<>();
        Map<String, List<CheckoutSession>> sessions = sessions();
        Map<String, Kept> orders = orders();
        Map<String, List<ReceivedMail>> mails = mails();
        for (Bought bought : all) {
            audit(bought, sessions.getOrDefault(bought.id(), List.of()), orders, mails, wrongs);
        }
        Set<String> known = new HashSet<>(all.stream().map(Bought::id).toList());
        orders.forEach((id, order) -> {
            boolean paidThere = sessions.getOrDefault(id, List.of()).stream().anyMatch(CheckoutSession::paid);
            if (order.isPaid() && order.total() > 0 && !paidThere) {
                wrongs.add(id + " is paid here and not at Stripe");
            }
            if (!known.contains(id)) {
                wrongs.add(id + " is an order that nobody knows of");
            }
        });
        sessions.keySet().stream()
                .filter(id -> !orders.containsKey(id))
                .forEach(id -> wrongs.add(id + " has a session at Stripe and is no order here"));
        for (WorkQueue queue : WorkQueue.values()) {
            note(wrongs, messages(queue.queueName() + "-dead"), "dead letters of " + queue.queueName());
        }
        auditMails(all, mails, wrongs);
        return wrongs;
    }

    private static void audit(
            Bought bought,
            List<CheckoutSession> sessions,
            Map<String, Kept> orders,
            Map<String, List<ReceivedMail>> mails,
            List<String> wrongs) {
        Kept order = orders.getOrDefault(bought.id(), new Kept("missing", 0, 0));
        boolean paidThere = sessions.stream().anyMatch(CheckoutSession::paid);
        if (paidThere != (bought.paid() && !bought.free())) {
            wrongs.add(bought.id() + (paidThere ? " is paid at Stripe by nobody" : " was paid and Stripe forgot it"));
        }
        if (sessions.size() != (bought.free() ? 0 : 1)) {
            wrongs.add(bought.id() + " has " + sessions.size() + " sessions at Stripe");
        }
        String state = bought.paid() ? "paid" : "awaiting_payment";
        if (!order.state().equals(state)) {
            wrongs.add(bought.id() + " is " + order.state() + " and not " + state);
        }
        if (order.purchases() != (bought.paid() ? bought.lines() : 0)) {
            wrongs.add(bought.id() + " of " + bought.lines() + " lines has " + order.purchases() + " purchases");
        }
        int receipts =
                distinct(mails.getOrDefault(bought.buyer().email, List.of())).size();
        if (receipts != (bought.paid() ? 1 : 0)) {
            wrongs.add(bought.id() + " has " + receipts + " receipts in the inbox");
        }
    }

    /** The outbox, the record of what was sent and the inbox name the same mails. */
    private void auditMails(List<Bought> all, Map<String, List<ReceivedMail>> mails, List<String> wrongs) {
        long due = all.stream()
                .filter(Bought::paid)
                .mapToLong(bought -> 1 + bought.stores())
                .sum();
        long put = count("purchases_outbox WHERE queue = 'emails'");
        long recorded = count("sent_emails WHERE sent_at IS NOT NULL");
        long unrecorded = count("purchases_outbox o WHERE o.queue = 'emails' AND NOT EXISTS"
                + " (SELECT 1 FROM sent_emails s WHERE s.message_id = o.id AND s.sent_at IS NOT NULL)");
        long seen =
                distinct(mails.values().stream().flatMap(List::stream).toList()).size();
        if (put != due || recorded != due || unrecorded != 0 || seen != due) {
            wrongs.add(due + " mails were due; " + put + " were put in the outbox, " + recorded + " recorded as sent, "
                    + unrecorded + " of the outbox not, " + seen + " seen in the inbox");
        }
    }

    /** How many mails came more than once, which a kill between sending and recording costs. */
    int copies() {
        List<ReceivedMail> mails = souk.inbox().messages();
        return mails.size() - distinct(mails).size();
    }

    private static Set<String> distinct(List<ReceivedMail> mails) {
        Set<String> ids = new HashSet<>();
        mails.forEach(mail -> ids.addAll(mail.header("Message-ID")));
        return ids;
    }

    private Map<String, List<CheckoutSession>> sessions() {
        Map<String, List<CheckoutSession>> sessions = new HashMap<>();
        for (CheckoutSession session : souk.stripe().sessions()) {
            sessions.computeIfAbsent(String.valueOf(session.asked().clientReferenceId()), _ -> new ArrayList<>())
                    .add(session);
        }
        return sessions;
    }

    private Map<String, List<ReceivedMail>> mails() {
        Map<String, List<ReceivedMail>> mails = new HashMap<>();
        for (ReceivedMail mail : souk.inbox().messages()) {
            mail.to()
                    .forEach(address -> mails.computeIfAbsent(address.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                            .add(mail));
        }
        return mails;
    }

    private Map<String, Kept> orders() {
        Map<String, Kept> orders = new HashMap<>();
        database.query(
                "SELECT o.id, o.state, o.total_amount,"
                        + " (SELECT COUNT(*) FROM purchases p WHERE p.order_id = o.id) AS purchases FROM orders o",
                row -> orders.put(
                        new OrderId(row.uuid("id")).toString(),
                        new Kept(row.text("state"), row.number("total_amount"), row.number("purchases"))));
        return orders;
    }

    private long count(String from) {
        return database.query("SELECT COUNT(*) AS counted FROM " + from, row -> row.number("counted"))
                .getFirst();
    }

    private long messages(String queue) {
        return queues
                .getQueueAttributes(
                        ask -> ask.queueUrl(souk.queues().queueUrl(queue).toString())
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Override
    public void close() {
        queues.close();
        database.close();
    }
}
