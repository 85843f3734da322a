package dev.souk.local.page.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.local.LocalOptions;
import dev.souk.local.LocalSouk;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.test.RealServices;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** With each function in processes of its own, as Lambda runs it. */
class IsolatedDevPageTest {
    private static final Path CACHE = Path.of(System.getProperty("souk.cache", "target/cache"));

    @Test
    void a_cold_start_is_told_from_a_warm_one_and_an_instance_can_be_ended(@TempDir Path folder) {
        RealServices.note("the whole system, isolated, for the developer's page");
        try (LocalSouk souk = LocalSouk.start(LocalOptions.forTests(folder.resolve("souk"), CACHE)
                .withIsolation(Isolation.of(Path.of(System.getProperty("souk.checkout")))))) {
            Visitor visitor = Visitor.of(souk);

            JsonNode cold = productsSeen(visitor, 1);
            JsonNode warm = productsSeen(visitor, 2);

            assertThat(cold.path("init_ms").asDouble()).isPositive();
            assertThat(cold.path("memory_mb").asInt()).isPositive();
            assertThat(warm.has("init_ms")).isFalse();
            JsonNode instance = instance(visitor).orElseThrow();
            assertThat(instance.path("memory_mb").asInt()).isPositive();
            Visitor.awaitThat(
                    "it stands still",
                    () -> instance(visitor)
                            .filter(each -> !each.path("busy").asBoolean())
                            .isPresent());

            visitor.post("instances/" + instance.path("pid").asLong() + "/kill", "{}", 200);

            Visitor.awaitThat("it is gone", () -> instance(visitor).isEmpty());
            assertThat(productsSeen(visitor, 3).path("init_ms").asDouble())
                    .as("a new one starts")
                    .isPositive();
            visitor.post("instances/" + ProcessHandle.current().pid() + "/kill", "{}", 404);
        }
    }

    /** Asks for the products; what is seen of it, as the so manieth invocation of the catalog. */
    private static JsonNode productsSeen(Visitor visitor, int count) {
        assertThat(visitor.send(HttpRequest.newBuilder(visitor.at("/v1/products")))
                        .statusCode())
                .isEqualTo(200);
        return Visitor.await("invocation " + count, () -> {
            JsonNode last = null;
            int seen = 0;
            for (JsonNode each : visitor.get("invocations").path("invocations")) {
                if (each.path("function").asString().equals("catalog")
                        && !each.path("running").asBoolean()) {
                    seen++;
                    last = each;
                }
            }
            return seen == count ? Optional.ofNullable(last) : Optional.empty();
        });
    }

    private static Optional<JsonNode> instance(Visitor visitor) {
        for (JsonNode each : visitor.get("instances").path("instances")) {
            if (each.path("function").asString().equals("catalog")) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
