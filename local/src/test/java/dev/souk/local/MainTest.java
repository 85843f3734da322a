package dev.souk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MainTest {
    private final Path checkout;
    private final Path data;

    MainTest(@TempDir Path folder) {
        checkout = folder.resolve("a check out");
        data = checkout.resolve(".local").resolve("data");
    }

    private static List<String> products(URI souk) {
        JsonNode page = Http.json(Http.get(souk.resolve("/v1/products")));
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(product -> ids.add(product.path("id").asString()));
        return ids;
    }

    @Test
    void it_keeps_its_data_refuses_a_twin_survives_a_crash_and_leaves_no_process() throws InterruptedException {
        List<ProcessHandle> firstFamily;
        List<String> before;
        try (ChildSouk first = ChildSouk.start(checkout, data)) {
            URI souk = first.awaitReady();
            before = products(souk);
            assertThat(before).hasSize(3);
            firstFamily = first.family();
            assertThat(firstFamily).hasSizeGreaterThan(1);

            try (ChildSouk twin = ChildSouk.start(checkout, data)) {
                assertThat(twin.awaitEnd()).contains("already runs at " + souk);
                assertThat(twin.exitStatus()).isEqualTo(1);
            }

            first.crash();
        }
        try (ChildSouk second = ChildSouk.start(checkout, data)) {
            assertThat(products(second.awaitReady())).isEqualTo(before);
            List<ProcessHandle> secondFamily = second.family();

            second.interrupt();

            assertThat(second.awaitEnd()).contains("Stopped.");
            assertThat(secondFamily).noneMatch(ProcessHandle::isAlive);
            assertThat(firstFamily).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void it_recovers_from_a_crash_in_the_middle_of_its_first_start() throws InterruptedException {
        try (ChildSouk first = ChildSouk.start(checkout, data)) {
            first.awaitProcesses(2);
            first.crash();
        }
        try (ChildSouk second = ChildSouk.start(checkout, data)) {
            assertThat(products(second.awaitReady())).hasSize(3);
        }
    }

    @Test
    void stopped_while_it_starts_it_leaves_no_process() throws InterruptedException {
        try (ChildSouk souk = ChildSouk.start(checkout, data)) {
            souk.awaitProcesses(2);
            List<ProcessHandle> family = souk.family();

            souk.interrupt();
            souk.awaitEnd();

            assertThat(family).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void a_crash_leaves_no_process_of_a_function_not_even_a_frozen_one() throws Exception {
        Path built = Path.of(System.getProperty("souk.checkout"));
        Map<String, String> isolated = Map.of("ISOLATED", "1");
        try (ChildSouk souk = ChildSouk.start(built, data, isolated)) {
            URI at = souk.awaitReady();
            assertThat(products(at)).hasSize(3);
            List<ProcessHandle> functions = souk.family().stream()
                    .filter(process -> process.info().arguments().stream()
                            .flatMap(Arrays::stream)
                            .anyMatch(argument -> argument.startsWith("dev.souk.") && argument.endsWith("Handler")))
                    .toList();
            assertThat(functions).isNotEmpty();

            souk.crash();

            // The guardian's doing: they are not our children, so there is nothing to wait for but the time.
            for (int i = 0; i < 200 && functions.stream().anyMatch(ProcessHandle::isAlive); i++) {
                Thread.sleep(50);
            }
            assertThat(functions).noneMatch(ProcessHandle::isAlive);
        }
        try (ChildSouk next = ChildSouk.start(built, data, isolated)) {
            assertThat(products(next.awaitReady())).hasSize(3);
        }
    }
}
