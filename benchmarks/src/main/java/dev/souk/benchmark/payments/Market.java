package dev.souk.benchmark.payments;

import dev.souk.deployment.LambdaFunction;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.embedded.smtp.ReceivedMail;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.json.Json;
import dev.souk.local.LocalOptions;
import dev.souk.local.LocalOptions.Pace;
import dev.souk.local.LocalSouk;
import dev.souk.model.ProductId;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.webhook.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** A market with so many workers a queue, on a database of its own in a server that others use as well. */
final class Market implements AutoCloseable {
    private static final String BUYER = "buyer-";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** As many at once as come from Stripe, whatever the number of workers. */
    private static final int POSTS_AT_ONCE = 8;

    private final LocalSouk souk;
    private final EmbeddedMariaDb server;
    private final String secret;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String product;
    /** Stripe's event of a payment, and the order that it is about. */
    private final String event;

    private final Order paid;

    /** An order that waits for its payment. */
    private record Order(String id, String session, String email) {}

    /**
     * How it went.
     *
     * @param took from the first webhook to the last receipt
     * @param statements that the database server was sent meanwhile
     * @param processor time that this process took: gateway, queue server, functions and inbox, not the database
     */
    record Sales(int orders, Duration took, long statements, Duration processor) {
        double perSecond() {
            return orders / (took.toNanos() / 1e9);
        }

        double processorMillisPerOrder() {
            return processor.toNanos() / 1e6 / orders;
        }

        double statementsPerOrder() {
            return (double) statements / orders;
        }
    }

    private Market(LocalSouk souk, EmbeddedMariaDb server, StripeStandIn stripe) {
        this.souk = souk;
        this.server = server;
        this.secret = stripe.webhookSecret();
        this.product = offerSomething();
        this.paid = order();
        pay(paid, stripe);
        this.event = eventOf(paid, stripe);
    }

    static Market start(Path folder, Path cache, EmbeddedMariaDb server, StripeStandIn stripe, int workers) {
        String database = "workers_" + workers;
        server.createDatabase(database);
        // Payments are told by us and not by the stand-in, which limits as Stripe does: it would be the one that is
        // measured.
        LocalOptions options = LocalOptions.forTests(folder, cache)
                .withWorkersPerQueue(workers)
                .withPace(new Pace(Duration.ofSeconds(60), Duration.ofHours(1), 1_000_000, 1_000_000))
                .withEnvironment(Environment.of(Map.of(
                        "DATABASE_URL", server.jdbcUrl(database),
                        "DATABASE_USER", server.user(),
                        "DATABASE_PASSWORD", server.password(),
                        "STRIPE_SECRET_KEY", stripe.secretKey(),
                        "STRIPE_API_BASE", stripe.baseUrl().toString(),
                        "STRIPE_WEBHOOK_SECRETS", stripe.webhookSecret())));
        LocalSouk souk = LocalSouk.start(options);
        try {
            return new Market(souk, server, stripe);
        } catch (RuntimeException e) {
            souk.close();
            throw e;
        }
    }

    /** Has so many orders made, which is not measured, and then paid. */
    Sales sell(int count) throws InterruptedException {
        List<Order> orders = atOnce(count, this::order);
        souk.inbox().clear();
        List<HttpRequest> webhooks = orders.stream().map(this::webhook).toList();
        long statementsBefore = statements();
        Duration processorBefore = processorTime();
        Instant begun = Instant.now();
        try (ExecutorService threads = Executors.newFixedThreadPool(POSTS_AT_ONCE)) {
            webhooks.forEach(webhook -> threads.execute(() -> {
                var _ = send(webhook);
            }));
        }
        // A receipt for each, and a notice to the seller.
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (souk.inbox().size() < 2 * count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        souk.inbox().size() + " mails after " + PATIENCE + ", see " + souk.log());
            }
            Thread.sleep(5);
        }
        Duration processor = processorTime().minus(processorBefore);
        // The last mail is marked as sent when it has arrived.
        Thread.sleep(200);
        long statements = statements() - statementsBefore;
        List<ReceivedMail> receipts = souk.inbox().messages().stream()
                .filter(mail -> mail.to().getFirst().startsWith(BUYER))
                .toList();
        if (receipts.stream().map(mail -> mail.to().getFirst()).distinct().count() != count) {
            throw new IllegalStateException("not every buyer has a receipt");
        }
        Instant last = receipts.stream()
                .map(ReceivedMail::receivedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        return new Sales(count, Duration.between(begun, last), statements, processor);
    }

    private Order order() {
        String email = BUYER + UUID.randomUUID() + "@example.com";
        String cart = "{\"items\":[{\"product_id\":\"" + product + "\"}],\"email\":\"" + email + "\"}";
        JsonNode order = Json.tree(send(HttpRequest.newBuilder(souk.baseUrl().resolve("/v1/orders"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(cart))
                .build()));
        String url = order.path("payment_url").asString();
        return new Order(order.path("id").asString(), url.substring(url.lastIndexOf('/') + 1), email);
    }

    private static void pay(Order order, StripeStandIn stripe) {
        var _ = stripe.pay(order.session(), PaymentForm.card("4242424242424242"));
    }

    private String eventOf(Order order, StripeStandIn stripe) {
        JsonNode events = Json.tree(send(
                HttpRequest.newBuilder(stripe.baseUrl().resolve("/v1/events?limit=100&type=checkout.session.completed"))
                        .header("Authorization", "Bearer " + stripe.secretKey())
                        .build()));
        for (JsonNode each : events.path("data")) {
            if (each.path("data").path("object").path("id").asString("").equals(order.session())) {
                return each.toString();
            }
        }
        throw new IllegalStateException("Stripe has no event of " + order.session());
    }

    /** Stripe's event of the one payment, told of another order. */
    private HttpRequest webhook(Order order) {
        String body = event.replace(paid.id(), order.id())
                .replace(paid.session(), order.session())
                .replace(paid.email(), order.email())
                .replaceFirst("\"id\":\"evt_[^\"]*\"", "\"id\":\"evt_" + UUID.randomUUID() + "\"");
        return HttpRequest.newBuilder(souk.baseUrl().resolve(LocalSouk.WEBHOOK_PATH))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Stripe-Signature", Signature.header(Instant.now(), body, List.of(secret)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static <T> List<T> atOnce(int count, java.util.concurrent.Callable<T> what) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(POSTS_AT_ONCE)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(what));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How many statements the server has been sent by anybody. */
    private long statements() {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(""), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            if (!status.next()) {
                throw new IllegalStateException("the server does not count");
            }
            return status.getLong(2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store and its only product, put where their owners' functions would put them; the product's id. */
    private String offerSomething() {
        Environment variables = Environment.of(souk.variables(LambdaFunction.PURCHASES));
        ProductId id = new ProductId(UUID.randomUUID());
        UUID store = UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        Instant now = Instant.now();
        try (Database database = new Database(DatabaseSettings.from(variables))) {
            database.update(
                    "INSERT INTO stores (id, owner_id, slug, name, description, contact_email, version, created_at,"
                            + " updated_at) VALUES (?, ?, 'stall', 'A stall', '', 'seller@example.com', 1, ?, ?)",
                    store,
                    owner,
                    now,
                    now);
            database.update(
                    "INSERT INTO payout_accounts (store_id, country, contact_email, display_name, key_number, asking,"
                            + " asked_at, stripe_account, transfers, requirements, inquiries, answered_inquiry)"
                            + " VALUES (?, 'US', 'seller@example.com', 'A stall', 1, 'open', ?, 'acct_stall', 'active', '[]',"
                            + " 1, 1)",
                    store,
                    now);
            database.update(
                    "INSERT INTO products (id, store_id, owner_id, title, description, price_amount, price_currency,"
                            + " state, version, created_at, updated_at, published_at)"
                            + " VALUES (?, ?, ?, 'A book', '', 700, 'USD', 'published', 1, ?, ?, ?)",
                    id,
                    store,
                    owner,
                    now,
                    now,
                    now);
        }
        return id.toString();
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(request + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        souk.close();
        http.close();
    }
}
