package dev.souk.purchases.sales.export;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.lambda.queue.SqsSender;
import dev.souk.model.Currency;
import dev.souk.model.ExportId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.ExportsHandler;
import dev.souk.purchases.ManySales;
import dev.souk.purchases.Market;
import dev.souk.purchases.Plans;
import dev.souk.purchases.PurchasesHandler;
import dev.souk.purchases.PurchasesSweeperHandler;
import dev.souk.purchases.sales.export.ExportWriter.StillWritten;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import dev.souk.test.HandClock;
import dev.souk.test.QueueEvent;
import dev.souk.test.RealServices;
import dev.souk.test.TestStorage;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportTest {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();
    private static final int MANY = 3_000;
    /** What S3 wants of each part but the last, and S3Proxy too. */
    private static final int SMALL_PART = 5 * 1024 * 1024;
    /** Fewer sales than make such a part. */
    private static final int SMALL_BATCH = 50;

    private static Market market;
    private static HandClock clock;
    private static PurchasesHandler api;
    private static ProductId product;
    private static StoreId large;

    @BeforeAll
    static void open() {
        market = new Market();
        market.variables.put("OIDC_ISSUER", ISSUER.issuer().toString());
        market.variables.put("OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE);
        market.variables.putAll(TestStorage.variables());
        clock = HandClock.now();
        api = new PurchasesHandler(market.runtime(clock));
        large = store("large");
        product = market.aProduct(large, seller("large"), "A book", new Money(1250, Currency.USD));
        ManySales.write(market, large, product, MANY, Instant.parse("2026-01-01T00:00:00Z"));
        // Titles longer than any may be, so that few sales fill parts.
        market.database.update("ALTER TABLE order_lines MODIFY COLUMN title VARCHAR(8000) NOT NULL");
        market.database.update("UPDATE order_lines SET title = CONCAT('A book', REPEAT(' and more', 650))");
        market.database.query("ANALYZE TABLE orders, order_lines, sales, customers", row -> row.text("Table"));
    }

    @AfterAll
    static void close() {
        market.close();
    }

    @AfterEach
    void finishWhatIsOpen() {
        market.database.update("UPDATE exports SET open_slot = NULL, state = 'ready'");
        market.taken("exports");
        market.emails();
    }

    private static UserId seller(String name) {
        return UserId.of(ISSUER.issuer().toString(), name);
    }

    private static StoreId store(String slug) {
        return market.anotherStore(slug, seller(slug));
    }

    private static String token(String who) {
        return ISSUER.token(claims ->
                claims.subject(who).expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1)))));
    }

    private static ApiRequest asked(String slug, String method, String rest) {
        return request(method, "/v1/stores/{store}/exports" + rest)
                .path("store", slug)
                .bearer(token(slug));
    }

    private static ApiAnswer wished(String slug, String body) {
        return asked(slug, "POST", "")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(body)
                .to(api);
    }

    private static ExportId export(String slug, String body) {
        ApiAnswer answer = wished(slug, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return ExportId.parse(answer.text("id")).orElseThrow();
    }

    private static JsonNode seen(String slug, ExportId id) {
        return asked(slug, "GET", "/{export_id}")
                .path("export_id", id.text())
                .to(api)
                .json();
    }

    /** Has the worker take what is on its queue, once. */
    private static List<String> work() {
        QueueEvent event = new QueueEvent();
        market.taken("exports").forEach(body -> event.message(UUID.randomUUID().toString(), body));
        return event.to(new ExportsHandler(Environment.of(market.variables), clock, Log.of("worker-exports")));
    }

    private static List<String> rows(String slug, ExportId id) throws Exception {
        ApiAnswer link = asked(slug, "POST", "/{export_id}/downloads")
                .path("export_id", id.text())
                .to(api);
        assertThat(link.status()).as(link.body()).isEqualTo(201);
        return rows(URI.create(link.text("url")));
    }

    private static List<String> rows(URI url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> file =
                    client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment");
            String text = new String(file.body(), StandardCharsets.UTF_8);
            assertThat(text).startsWith("\uFEFForder_id,").endsWith("\r\n");
            return List.of(text.strip().split("\r\n", -1));
        }
    }

    /** Each order once, of all that there are, the oldest first. */
    private static void isWhole(List<String> rows, int count) {
        assertThat(rows).hasSize(count + 1);
        Set<String> orders = new HashSet<>();
        String before = "";
        for (String row : rows.subList(1, rows.size())) {
            String[] values = row.split(",", -1);
            orders.add(values[0]);
            assertThat(values[1]).isGreaterThan(before);
            before = values[1];
        }
        assertThat(orders).hasSize(count);
    }

    @Test
    void thousands_of_sales_become_one_file_that_the_letter_leads_to() throws Exception {
        ExportId id = export("large", "{}");
        assertThat(asked("large", "POST", "/{export_id}/downloads")
                        .path("export_id", id.text())
                        .to(api)
                        .code())
                .isEqualTo("export_not_ready");
        String early =
                new ExportLinks(new Secret("a secret of the tests"), URI.create("https://souk.example")).token(id);
        assertThat(opened(id, early).code()).isEqualTo("export_not_ready");
        assertThat(work()).isEmpty();
        assertThat(seen("large", id).path("state").asString()).isEqualTo("ready");
        assertThat(seen("large", id).path("rows").asInt()).isEqualTo(MANY);
        List<String> rows = rows("large", id);
        isWhole(rows, MANY);
        assertThat(rows.get(1))
                .contains(
                        ",paid,\"buyer-0@example.com\",",
                        ",\"A book and",
                        " more\",USD,12.50,0.00,\"\",12.50,0.00,1.25,0.00,11.25");

        List<JsonNode> mails = market.emails();
        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.path("kind").asString()).isEqualTo("export_ready");
            assertThat(mail.path("to").asString())
                    .as("the address of who asked, which their token says is theirs")
                    .isEqualTo("somebody@example.com");
        });
        String link = mails.getFirst().path("link").asString();
        assertThat(link).startsWith("https://souk.example/export.html?id=" + id.text() + "#");
        String token = link.substring(link.indexOf('#') + 1);
        ApiAnswer opened = opened(id, token);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(rows(URI.create(opened.text("url")))).hasSize(MANY + 1);
        assertThat(opened(id, token.replace(token.charAt(0), token.charAt(0) == 'x' ? 'y' : 'x'))
                        .status())
                .isEqualTo(404);
        assertThat(work()).as("the message once more does nothing").isEmpty();
        assertThat(market.emails()).isEmpty();
    }

    private static ApiAnswer opened(ExportId id, String token) {
        return request("POST", "/v1/exports/{export_id}/downloads")
                .path("export_id", id.text())
                .json("{\"token\": \"" + token + "\"}")
                .to(api);
    }

    /** A worker that can be killed, and counts what it holds. */
    private static class Perilous implements ExportStore {
        private final ExportStore real = new S3ExportStore(
                AwsSettings.from(Environment.of(market.variables)),
                Environment.of(market.variables).get("FILES_BUCKET"));
        private int parts;
        private int dieAtPart = -1;
        private boolean dieWhenComplete;
        private long largest;

        @Override
        public String begin(String key) {
            return real.begin(key);
        }

        @Override
        public String part(String key, String upload, int number, byte[] bytes) {
            largest = Math.max(largest, bytes.length);
            String etag = real.part(key, upload, number, bytes);
            if (++parts == dieAtPart) {
                throw new IllegalStateException("killed");
            }
            return etag;
        }

        @Override
        public void complete(String key, String upload, List<String> etags) {
            real.complete(key, upload, etags);
            if (dieWhenComplete) {
                dieWhenComplete = false;
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public OptionalLong size(String key) {
            return real.size(key);
        }

        @Override
        public void abort(String key, String upload) {
            real.abort(key, upload);
        }

        @Override
        public void remove(String key) {
            real.remove(key);
        }
    }

    private static ExportWriter writer(ExportStore store, Database database) {
        Log log = Log.of("worker-exports");
        Outbox outbox = new Outbox(
                "purchases_outbox",
                market.database,
                new SqsSender(
                        AwsSettings.from(Environment.of(market.variables)),
                        Map.of(
                                WorkQueue.EMAILS,
                                URI.create(market.variables.get("EMAILS_QUEUE_URL")),
                                WorkQueue.EXPORTS,
                                URI.create(market.variables.get("EXPORTS_QUEUE_URL"))),
                        log),
                clock,
                log);
        return new ExportWriter(
                database,
                store,
                new ExportLinks(new Secret("a secret of the tests"), URI.create("https://souk.example")),
                outbox,
                IdSource.uuidV7(clock),
                clock,
                log,
                SMALL_PART,
                SMALL_BATCH);
    }

    private static QueueMessage message(ExportId id) {
        return new QueueMessage("1", "{\"export\": \"" + id.text() + "\"}", Map.of(), clock.instant(), 1);
    }

    @Test
    void a_worker_that_dies_at_any_moment_leaves_one_whole_file_to_the_next() throws Exception {
        ExportId id = export("large", "{}");
        Perilous store = new Perilous();
        ExportWriter writer = writer(store, market.database);
        store.dieAtPart = 2;
        assertThatThrownBy(() -> writer.take(message(id))).hasMessage("killed");
        assertThat(seen("large", id).path("rows").asInt())
                .as("the part that was not written down does not count")
                .isBetween(1, MANY - 1);
        store.dieWhenComplete = true;
        assertThatThrownBy(() -> writer.take(message(id))).hasMessage("killed");
        assertThat(seen("large", id).path("state").asString()).isEqualTo("writing");
        writer.take(message(id));
        assertThat(seen("large", id).path("state").asString()).isEqualTo("ready");
        isWhole(rows("large", id), MANY);
        assertThat(market.emails()).hasSize(1);
        assertThat(store.largest).as("no more is held than a part").isLessThan(2L * SMALL_PART);
    }

    @Test
    void who_finds_another_at_work_keeps_the_message_and_takes_over_once_that_one_must_be_dead() throws Exception {
        ExportId id = export("large", "{\"until\": \"2026-01-01T01:00:00Z\"}");
        market.database.update(
                "UPDATE exports SET lease = ?, leased_until = ? WHERE id = ?",
                UUID.randomUUID(),
                clock.instant().plus(Duration.ofMinutes(3)),
                id);
        ExportWriter writer = writer(new Perilous(), market.database);
        assertThatThrownBy(() -> writer.take(message(id))).isInstanceOf(StillWritten.class);
        clock.advance(Duration.ofMinutes(3));
        writer.take(message(id));
        isWhole(rows("large", id), 60);
    }

    @Test
    void what_takes_longer_than_a_call_may_is_gone_on_with_by_the_next() throws Exception {
        ExportId id = export("large", "{}");
        market.taken("exports");
        // Each part takes a minute by this clock: one is all that a call does.
        ExportStore slow = new Perilous() {
            @Override
            public String part(String key, String upload, int number, byte[] bytes) {
                clock.advance(Duration.ofMinutes(1));
                return super.part(key, upload, number, bytes);
            }
        };
        ExportWriter writer = writer(slow, market.database);
        writer.take(message(id));
        int calls = 1;
        List<String> more = market.taken("exports");
        while (!more.isEmpty()) {
            assertThat(more).hasSize(1);
            writer.take(message(id));
            calls++;
            more = market.taken("exports");
        }
        assertThat(calls).isGreaterThan(2);
        isWhole(rows("large", id), MANY);
    }

    @Test
    void an_upload_that_was_taken_away_meanwhile_is_begun_anew() throws Exception {
        ExportId id = export("large", "{}");
        market.taken("exports");
        Perilous store = new Perilous();
        store.dieAtPart = 2;
        ExportWriter writer = writer(store, market.database);
        assertThatThrownBy(() -> writer.take(message(id))).hasMessage("killed");
        Export half = Exports.in(market.database).find(id).orElseThrow();
        store.abort(half.key(), half.upload().orElseThrow());
        writer.take(message(id));
        assertThat(market.taken("exports")).as("another call is asked for").hasSize(1);
        writer.take(message(id));
        isWhole(rows("large", id), MANY);
    }

    @Test
    void only_what_is_wanted_is_in_it_and_an_empty_one_has_its_columns() throws Exception {
        StoreId store = store("small");
        ProductId evil = market.aProduct(store, seller("small"), "x", new Money(1250, Currency.USD));
        ProductId other = market.aProduct(store, seller("small"), "y", new Money(1250, Currency.USD));
        ManySales.write(market, store, evil, 3, Instant.parse("2026-02-01T00:00:00Z"));
        market.database.update("UPDATE order_lines SET title = '=1+1,\"x\"' WHERE product_id = ?", evil);
        ExportId all = export("small", "{\"product_id\": \"" + evil.text() + "\"}");
        ExportId none = export("small", "{\"product_id\": \"" + other.text() + "\"}");
        ExportId one = export(
                "small",
                "{\"from\": \"2026-02-01T00:01:00Z\", \"until\": \"2026-02-01T00:02:00Z\", \"state\": \"paid\"}");
        ApiAnswer fourth = wished("small", "{}");
        assertThat(fourth.status()).isEqualTo(409);
        assertThat(fourth.code()).isEqualTo("too_many_exports");
        assertThat(work()).isEmpty();
        assertThat(rows("small", all)).hasSize(4);
        assertThat(rows("small", all).get(1)).contains(",\"'=1+1,\"\"x\"\"\",");
        assertThat(rows("small", none)).hasSize(1);
        assertThat(rows("small", one)).hasSize(2);
        assertThat(wished("small", "{}").status()).as("there is room again").isEqualTo(201);
    }

    @Test
    void anothers_export_does_not_exist_and_a_key_is_good_for_one() {
        ExportId id = export("large", "{\"until\": \"2026-01-01T01:00:00Z\"}");
        store("stranger");
        for (String[] call : new String[][] {{"GET", "/{export_id}"}, {"POST", "/{export_id}/downloads"}}) {
            assertThat(asked("stranger", call[0], call[1])
                            .path("export_id", id.text())
                            .to(api)
                            .status())
                    .isEqualTo(404);
        }
        String key = UUID.randomUUID().toString();
        ApiRequest twice =
                asked("large", "POST", "").header("Idempotency-Key", key).json("{}");
        assertThat(twice.to(api).text("id")).isEqualTo(twice.to(api).text("id"));
        assertThat(asked("large", "POST", "").json("{}").to(api).code()).isEqualTo("idempotency_key_required");
        ApiAnswer wrong = wished("large", "{\"state\": \"sold\", \"product_id\": \"x\", \"discount_id\": \"y\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.wrongFields()).containsExactlyInAnyOrder("state", "product_id", "discount_id");
    }

    @Test
    void what_is_over_is_deleted_with_its_file() throws Exception {
        ExportId id = export("large", "{\"until\": \"2026-01-01T01:00:00Z\"}");
        work();
        String key = Exports.in(market.database).find(id).orElseThrow().key();
        assertThat(TestStorage.read(key)).isPresent();
        clock.advance(Duration.ofDays(3));
        assertThat(asked("large", "GET", "/{export_id}")
                        .path("export_id", id.text())
                        .to(api)
                        .status())
                .as("from that moment on")
                .isEqualTo(404);
        new PurchasesSweeperHandler(Environment.of(market.variables), clock, Log.of("sweeper"))
                .handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new FakeContext());
        assertThat(TestStorage.read(key)).isEmpty();
        assertThat(Exports.in(market.database).find(id)).isEmpty();
    }

    @Test
    void no_statement_of_a_worker_reads_a_table_from_end_to_end() {
        ExportId id = export("large", "{\"product_id\": \"" + product.text() + "\"}");
        Plans plans = new Plans(market);
        try (Database database = plans.database()) {
            writer(new Perilous(), database).take(message(id));
            Exports.in(database).of(large, Optional.of(id), clock.instant(), 20);
            Exports.in(database).expired(clock.instant(), 100);
        }
        assertThat(plans.scans).isEmpty();
    }
}
