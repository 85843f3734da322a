package dev.souk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
