package dev.souk.users;

import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.schema.access.DataOwner;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.VirtualClock;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import dev.souk.test.QueueEvent;
import dev.souk.test.RealServices;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestIssuer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;

/** A seller with a store, for tests: real MariaDB and SQS, a Stripe stand-in of their own, one clock for all. */
final class Sellers implements AutoCloseable {
    static final String SECRET = "whsec_test_one";
    static final String NEXT_SECRET = "whsec_test_two";
    static final String SELLER = "seller";
    static final String STORE = "paper-lanterns";

    final TestDatabase test = TestDatabase.fresh();
    final Database database = test.open();
    final VirtualClock clock = VirtualClock.startingAt(Instant.now().truncatedTo(ChronoUnit.MICROS));
    final StripeStandIn stripe =
            StripeStandIn.start(Options.inMemory().withRequestsPerSecond(0).withClock(clock));
    final EmbeddedSqs sqs = EmbeddedSqs.inMemory(0, List.of(new QueueDefinition("emails", Duration.ofSeconds(30), 30)));
    final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    final Map<String, String> variables = new HashMap<>();
    final UsersHandler api;
    final AccountEventsHandler worker;
    private final SqsClient queue;

    Sellers() {
        RealServices.note("SQS (ElasticMQ)");
        RealServices.note("Stripe stand-in");
        variables.putAll(test.variables(DataOwner.USERS));
        variables.putAll(TestIssuer.variables());
        variables.putAll(Map.of(
                "SOUK_SECRET",
                "a secret for tests, nowhere else",
                "STOREFRONT_URL",
                "https://souk.example",
                "STRIPE_SECRET_KEY",
                stripe.secretKey(),
                "STRIPE_API_BASE",
                stripe.baseUrl().toString(),
                "STRIPE_READ_MILLIS",
                "700",
                "STRIPE_ACCOUNTS_WEBHOOK_SECRETS",
                SECRET + "," + NEXT_SECRET));
        variables.putAll(Map.of(
                "AWS_REGION", sqs.region(),
                "AWS_ACCESS_KEY_ID", sqs.accessKey(),
                "AWS_SECRET_ACCESS_KEY", sqs.secretKey(),
                "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
                "EMAILS_QUEUE_URL", sqs.queueUrl("emails").toString()));
        api = new UsersHandler(runtime(clock));
        worker = new AccountEventsHandler(runtime(clock));
        queue = SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.of(sqs.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(sqs.accessKey(), sqs.secretKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        ApiAnswer opened = ApiRequest.request("POST", "/v1/stores")
                .bearer(token(SELLER))
                .json("{\"slug\": \"%s\", \"name\": \"Paper Lanterns\"}".formatted(STORE))
                .to(api);
        if (opened.status() != 201) {
            throw new AssertionError(opened.toString());
        }
    }

    UsersRuntime runtime(Clock by) {
        return UsersRuntime.from(
                Environment.of(variables),
                by,
                new Log("users", new PrintStream(logged, true, StandardCharsets.UTF_8), by));
    }

    /** A token that is good whatever the clock says. */
    private static String token(String person) {
        return TestIssuer.token(claims -> claims.subject(person)
                .claim("email", person + "@example.com")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(40)))));
    }

    ApiAnswer onboard(String person, String country) {
        return ApiRequest.request("POST", "/v1/stores/{store}/payout-account")
                .path("store", STORE)
                .bearer(token(person))
                .json("{\"country\": \"%s\"}".formatted(country))
                .to(api);
    }

    ApiAnswer onboard() {
        return onboard(SELLER, "DE");
    }

    /** Asks for an account and is sure that it worked; Stripe's id of it. */
    String onboarded() {
        ApiAnswer answer = onboard();
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return stripe.accounts().getFirst().id();
    }

    ApiAnswer account(String person) {
        return ApiRequest.request("GET", "/v1/stores/{store}/payout-account")
                .path("store", STORE)
                .bearer(token(person))
                .to(api);
    }

    String state() {
        return account(SELLER).text("state");
    }

    /** What the other functions are told. */
    boolean canBePaid() {
        return database.first("SELECT transfers_active FROM store_directory", row -> row.flag("transfers_active"))
                .orElseThrow();
    }

    /** A thin event of a type, as Stripe sends it. */
    String changed(String account, String type) {
        return """
                {
                  "id": "evt_%s",
                  "object": "v2.core.event",
                  "type": "%s",
                  "livemode": false,
                  "created": "%s",
                  "related_object": {"id": "%s", "type": "v2.core.account", "url": "/v2/core/accounts/%s"}
                }""".formatted(UUID.randomUUID(), type, clock.instant(), account, account);
    }

    String changed(String account) {
        return changed(account, "v2.core.account[configuration.recipient].capability_status_updated");
    }

    /** The event of a payout, as Stripe sends it. */
    String payout(String account, String id, String type, Instant at) {
        return """
                {"id": "%s", "object": "event", "account": "%s", "api_version": "2026-07-29.dahlia", "created": %d,
                 "data": {"object": {"id": "po_1", "object": "payout", "failure_code": %s}}, "type": "%s"}
                """.formatted(
                id, account, at.getEpochSecond(), type.equals("payout.failed") ? "\"account_closed\"" : "null", type);
    }

    /** Hands a message to the worker; the ids of what failed. */
    List<String> take(String body) {
        return take(body, signed(body, SECRET, clock.instant()));
    }

    List<String> take(String body, Map<String, String> attributes) {
        return new QueueEvent()
                .message(UUID.randomUUID().toString(), body, clock.instant(), attributes)
                .to(worker);
    }

    static Map<String, String> signed(String body, String secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hmac = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "Stripe-Signature",
                    "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void sweep() {
        OutboxSweeperHandler sweeper = new OutboxSweeperHandler(runtime(Clock.offset(clock, Duration.ofMinutes(2))));
        sweeper.handleRequest(InputStream.nullInputStream(), new ByteArrayOutputStream(), new FakeContext());
    }

    /** What went to the seller's mail: takes every message off the queue. */
    List<JsonNode> emails() {
        List<JsonNode> found = new ArrayList<>();
        List<Message> batch = receive();
        while (!batch.isEmpty()) {
            for (Message message : batch) {
                found.add(Json.tree(message.body()));
                queue.deleteMessage(request ->
                        request.queueUrl(sqs.queueUrl("emails").toString()).receiptHandle(message.receiptHandle()));
            }
            batch = receive();
        }
        return found;
    }

    private List<Message> receive() {
        return queue.receiveMessage(request ->
                        request.queueUrl(sqs.queueUrl("emails").toString()).maxNumberOfMessages(10))
                .messages();
    }

    @Override
    public void close() {
        queue.close();
        sqs.close();
        stripe.close();
        database.close();
    }
}
