package dev.souk.simulation;

import dev.souk.lambda.db.Database;
import dev.souk.purchases.analytics.RollUp;
import dev.souk.schema.access.DataOwner;
import dev.souk.schema.access.Grant;
import dev.souk.schema.access.Grants;
import dev.souk.stripe.standin.http.LoopbackServer;
import dev.souk.test.TestDatabase;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs histories, one after the other, on one database. */
final class Simulation implements AutoCloseable {
    static final int STEPS = 70;

    /** So many steps after the last time sales are added up, whatever has been heard of them by then. */
    private static final int ADDED_UP_EVERY = 7;

    /** All of the functions that are played with, and what others' functions wrote before them. */
    private static final List<String> TABLES = Stream.concat(
                    Grants.TABLES.stream()
                            .filter(grant -> grant.to() == DataOwner.PURCHASES)
                            .map(Grant::on),
                    Stream.of(
                            "products",
                            "product_files",
                            "product_variants",
                            "bundle_parts",
                            "stores",
                            "payout_accounts",
                            "discounts",
                            "sent_emails"))
            .toList();

    private final TestDatabase test = TestDatabase.fresh();
    private final Database plain = test.open();
    private final AtomicReference<@Nullable World> world = new AtomicReference<>();
    private final Database database = new Database(test.settings(), real -> Wire.before(real, this::world));
    private final LoopbackServer front = LoopbackServer.start(0, request -> world().answer(request));
    private final MailRoom mails = new MailRoom(this::world);
    private final Functions functions;
    private final Map<String, Long> counts = new TreeMap<>();

    /** How a history ended. */
    record Ending(long seed, List<String> wrong, String story, String explanation) {
        boolean isRight() {
            return wrong.isEmpty();
        }
    }

    Simulation() {
        System.setProperty("sun.net.http.retryPost", "false");
        Map<String, String> variables = new HashMap<>(test.variablesOfOneForAll());
        variables.putAll(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "EMAILS_QUEUE_URL", "http://127.0.0.1:9/emails",
                "FILES_BUCKET", "files",
                "SOUK_SECRET", "a secret of the simulation",
                "STOREFRONT_URL", "https://souk.example",
                "STRIPE_SECRET_KEY", "sk_test_stand_in",
                "STRIPE_API_BASE", front.url().toString(),
                "STRIPE_WEBHOOK_SECRETS", World.WEBHOOK_SECRET));
        variables.put("LIVE_UPDATES_QUEUE_URL", "http://127.0.0.1:9/live-updates");
        variables.put("SELLER_WEBHOOKS_QUEUE_URL", "http://127.0.0.1:9/seller-webhooks");
        variables.put("IMAGES_QUEUE_URL", "http://127.0.0.1:9/images");
        variables.put("EXPORTS_QUEUE_URL", "http://127.0.0.1:9/exports");
        variables.put("ORDER_REQUESTS_QUEUE_URL", "http://127.0.0.1:9/order-requests");
        variables.put("DOWNLOAD_LIMIT", String.valueOf(History.DOWNLOADS));
        this.functions = new Functions(variables, database, mails, this::world, new Lines());
    }

    private World world() {
        World now = world.get();
        if (now == null) {
            throw new IllegalStateException("no history is on");
        }
        return now;
    }

    Ending run(long seed) {
        return run(seed, Mutation.NONE, Set.of());
    }

    /** @param without steps that are left out */
    Ending run(long seed, Mutation mutation, Set<Integer> without) {
        empty();
        Story story = new Story();
        try (World on = new World(seed, mutation, story, plain, mails)) {
            world.set(on);
            functions.restart();
            History history = new History(on, functions);
            history.open();
            for (int step = 0; step < STEPS; step++) {
                if (!without.contains(step)) {
                    history.step(step);
                }
                if (step % ADDED_UP_EVERY == 0) {
                    new RollUp(plain).run(() -> true);
                }
            }
            history.end();
            Checks checks = new Checks(on, history);
            List<String> wrong = checks.all();
            count(on);
            return new Ending(seed, wrong, story.text(), wrong.isEmpty() ? "" : checks.explain());
        }
    }

    /** A history that is written down rather than made from a seed, without faults. */
    Ending play(Consumer<Script> script) {
        empty();
        Story story = new Story();
        try (World on = new World(1, Mutation.NONE, story, plain, mails)) {
            world.set(on);
            on.chaos().stop();
            functions.restart();
            History history = new History(on, functions);
            history.open();
            script.accept(new Script(on, history, functions));
            history.end();
            Checks checks = new Checks(on, history);
            List<String> wrong = checks.all();
            return new Ending(1, wrong, story.text(), wrong.isEmpty() ? "" : checks.explain());
        }
    }

    /** Forgets the last history. */
    void empty() {
        TABLES.forEach(table -> plain.update("DELETE FROM " + table));
        mails.clear();
    }

    /** The database as nobody disturbs it. */
    Database plain() {
        return plain;
    }

    /** What there was in all histories so far: orders by state, and so on. */
    Map<String, Long> counts() {
        return counts;
    }

    private void count(World on) {
        on.faults()
                .forEach((fault, times) ->
                        counts.merge("fault " + fault.name().toLowerCase(Locale.ROOT), (long) times, Long::sum));
        List<String> groups = List.of(
                "orders|state",
                "charges|role",
                "refunds|CONCAT(origin, ' ', state)",
                "disputes|stage",
                "transfers|state",
                "transfer_reversals|state",
                "parked_events|replayed_at IS NOT NULL",
                "ledger_transactions|kind");
        for (String group : groups) {
            String table = group.substring(0, group.indexOf('|'));
            plain.query(
                    "SELECT " + group.substring(group.indexOf('|') + 1) + " AS what, COUNT(*) AS n FROM " + table
                            + " GROUP BY 1",
                    row -> counts.merge(table + " " + row.text("what"), row.number("n"), Long::sum));
        }
    }

    @Override
    public void close() {
        front.close();
        database.close();
        plain.close();
    }

    /** What the functions log, when it is a warning, is part of the story. */
    private final class Lines extends OutputStream {
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            String text = new String(bytes, from, length, StandardCharsets.US_ASCII);
            line.append(text);
            if (text.endsWith("\n")) {
                String whole = line.toString();
                line.setLength(0);
                World on = world.get();
                if (on != null && (whole.contains("\"level\":\"WARN\"") || whole.contains("\"level\":\"ERROR\""))) {
                    on.story().say("%s", "    log: " + shortened(whole));
                }
            }
        }

        private static String shortened(String whole) {
            int at = whole.indexOf("\"event\"");
            String rest = at < 0 ? whole : whole.substring(at);
            return rest.strip().substring(0, Math.min(rest.strip().length(), 400));
        }
    }
}
