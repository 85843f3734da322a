package dev.souk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.embedded.smtp.ReceivedMail;
import dev.souk.lambda.config.Environment;
import dev.souk.local.home.AlreadyRunning;
import dev.souk.model.message.WorkQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalSoukTest {
    private static final Path CACHE = Path.of(System.getProperty("souk.cache", "target/cache"));

    private final Path folder;
    private final LocalSouk souk;

    LocalSoukTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("first/web"));
        Files.writeString(folder.resolve("first/web/index.html"), "<h1>The shop</h1>");
        dev.souk.test.RealServices.note("the whole system");
        souk = LocalSouk.start(options("first").withSeeds());
    }

    @AfterAll
    void stop() {
        souk.close();
    }

    private LocalOptions options(String name) {
        return LocalOptions.forTests(folder.resolve(name), CACHE);
    }

    private URI at(String path) {
        return souk.baseUrl().resolve(path);
    }

    @Test
    void a_new_shop_is_furnished_and_open() {
        JsonNode products = Http.json(Http.get(at("/v1/products"))).path("items");

        assertThat(products.findValuesAsString("title"))
                .containsExactlyInAnyOrder("A first sale", "Twelve line icons", "Morning loop");
        assertThat(souk.notices()).isEmpty();
        assertThat(Http.get(at("/")).body()).isEqualTo("<h1>The shop</h1>");
    }

    @Test
    void a_guest_takes_what_is_free_and_reads_of_it_in_the_inbox() {
        String free = "";
        for (JsonNode product : Http.json(Http.get(at("/v1/products"))).path("items")) {
            if (product.path("price").path("amount").asInt() == 0) {
                free = product.path("id").asString();
            }
        }

        HttpResponse<String> order = Http.send(Http.post(
                        at("/v1/orders"),
                        "{\"items\":[{\"product_id\":\"" + free + "\"}],\"email\":\"guest@example.com\"}")
                .header("Idempotency-Key", "a-key-of-sixteen-characters"));

        assertThat(order.statusCode()).as(order.body()).isEqualTo(201);
        assertThat(Http.json(order).path("state").asString()).isEqualTo("paid");
        Optional<ReceivedMail> receipt =
                souk.inbox().await(mail -> mail.isTo("guest@example.com"), Duration.ofSeconds(30));
        assertThat(receipt).isPresent();
        assertThat(Http.json(Http.get(at("/_local/inbox/api/messages?to=guest@example.com")))
                        .path("messages"))
                .hasSize(1);
    }

    @Test
    void a_token_for_anybody_can_be_had_and_opens_their_profile() {
        String token = Http.json(Http.get(at("/_local/token?user=buyer")))
                .path("access_token")
                .asString();

        HttpResponse<String> me =
                Http.send(HttpRequest.newBuilder(at("/v1/me")).header("Authorization", "Bearer " + token));

        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(Http.json(me).path("email").asString()).isEqualTo("buyer@example.com");
        assertThat(Http.get(at("/_local/token?user=%3Cscript%3E")).statusCode()).isEqualTo(400);
        assertThat(Http.get(at("/_local/token")).statusCode()).isEqualTo(400);
    }

    @Test
    void programs_find_everything_in_one_place() {
        JsonNode info = Http.json(Http.get(at("/_local/info.json")));

        assertThat(info.path("base_url").asString()).isEqualTo(souk.baseUrl().toString());
        assertThat(info.path("issuer").asString())
                .isEqualTo(souk.issuer().issuer().toString());
        assertThat(info.path("stripe").path("control").asString())
                .isEqualTo(souk.stripe().baseUrl() + "/_stand-in");
        assertThat(info.path("users").findValuesAsString("name")).containsExactly("seller", "buyer", "admin");
        assertThat(Http.get(URI.create(info.path("inbox_api").asString())).statusCode())
                .isEqualTo(200);
        assertThat(Http.get(URI.create(info.path("stripe").path("control").asString()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_start_page_fills_in_all_that_it_promises() {
        HttpResponse<String> page = Http.get(at("/_local/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(souk.baseUrl() + "/v1/", "seller@example.com")
                .doesNotContain("{{", "}}");
        assertThat(Http.get(at("/_local")).statusCode()).isEqualTo(302);
        assertThat(Http.get(at("/_local/start.css")).statusCode()).isEqualTo(200);
        assertThat(Http.get(at("/_local/nothing")).statusCode()).isEqualTo(404);
    }

    @Test
    void a_foreign_name_does_not_open_the_developers_pages() throws IOException {
        for (String path : new String[] {"/_local/token?user=seller", "/_local/inbox/api/messages"}) {
            assertThat(Wire.statusOf(souk.baseUrl(), path, "evil.example")).isEqualTo(403);
            assertThat(Wire.statusOf(souk.baseUrl(), path, "localhost")).isEqualTo(200);
        }
    }

    @Test
    void the_same_folder_cannot_be_used_twice() {
        assertThatThrownBy(() -> LocalSouk.start(options("first")))
                .isInstanceOf(AlreadyRunning.class)
                .hasMessageContaining(souk.baseUrl().toString());
    }

    @Test
    void services_that_are_named_are_used_and_none_is_started_beside_them() {
        Map<String, String> theirs = new HashMap<>(souk.info().services().variables());
        theirs.put("MAIL_FROM", "Shop <shop@example.com>");
        try (LocalSouk second = LocalSouk.start(options("second").withEnvironment(Environment.of(theirs)))) {
            assertThat(second.info().services().database().isOurs()).isFalse();
            assertThat(second.info().services().queues().isOurs()).isFalse();
            assertThat(second.info().services().queues().url(WorkQueue.EMAILS))
                    .isEqualTo(souk.info().services().queues().url(WorkQueue.EMAILS));
            assertThat(second.info().services().bucket().isOurs()).isFalse();
            assertThat(second.info().services().issuer().isOurs()).isFalse();
            assertThat(second.info().services().mail().isOurs()).isFalse();
            assertThat(second.info().services().stripe().isOurs()).isFalse();
            assertThat(Http.json(Http.get(second.baseUrl().resolve("/v1/products")))
                            .path("items"))
                    .hasSize(3);
            assertThat(Http.get(second.baseUrl().resolve("/_local/token?user=buyer"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void queues_that_are_missing_on_their_server_are_made() {
        Map<String, String> theirs = new HashMap<>(souk.info().services().variables());
        theirs.keySet().removeIf(name -> name.endsWith("_QUEUE_URL"));
        try (LocalSouk second = LocalSouk.start(options("third").withEnvironment(Environment.of(theirs)))) {
            assertThat(second.info()
                            .services()
                            .queues()
                            .url(WorkQueue.PAYMENT_EVENTS)
                            .getPath())
                    .endsWith("/payment-events");
        }
    }

    @Test
    void real_money_is_not_taken_and_a_start_that_fails_leaves_nothing_behind() {
        LocalOptions live =
                options("live").withEnvironment(Environment.of(Map.of("STRIPE_SECRET_KEY", "sk_live_nothing")));
        LocalOptions secretless =
                options("live").withEnvironment(Environment.of(Map.of("STRIPE_SECRET_KEY", "sk_test_nothing")));

        assertThatThrownBy(() -> LocalSouk.start(live)).hasMessageContaining("not a test key");
        assertThatThrownBy(() -> LocalSouk.start(secretless)).hasMessageContaining("stripe listen --print-secret");

        LocalSouk.start(options("live")).close();
    }

    @Test
    void a_port_that_is_taken_gives_way_to_the_next_and_it_is_said() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalOptions wanted = new LocalOptions(
                    options("taken").folders(),
                    options("taken").pace(),
                    taken.getLocalPort(),
                    true,
                    false,
                    false,
                    3,
                    Optional.empty(),
                    Environment.of(Map.of()));
            try (LocalSouk moved = LocalSouk.start(wanted)) {
                assertThat(moved.baseUrl().getPort()).isNotEqualTo(taken.getLocalPort());
                assertThat(moved.notices())
                        .containsExactly("Port " + taken.getLocalPort() + " is taken: Souk is at "
                                + moved.baseUrl().getPort() + ".");
            }
        }
    }
}
