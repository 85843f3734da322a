package dev.souk.catalog;

import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code make bench-catalog}: how long the function takes for what people ask, at catalogues of several sizes, and the plans of the statements. */
@Tag("benchmark")
class CatalogBenchmark {
    private static final int WARM = 5;
    private static final int MEGABYTES = Integer.getInteger("souk.bufferPool", 1024);
    private static final long MILLISECOND = 1_000_000;

    @Test
    void of_searches_facets_and_product_pages() {
        int[] sizes = Arrays.stream(
                        System.getProperty("souk.sizes", "1000,10000,100000").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int rounds = Integer.getInteger("souk.rounds", 40);
        Stall stall = new Stall();
        // A database for people has gigabytes to keep what is read; the one of the tests has 128 MB.
        stall.database.update("SET GLOBAL innodb_buffer_pool_size = " + MEGABYTES * 1024L * 1024);
        Warehouse warehouse = new Warehouse(stall.database);
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (int size : sizes) {
            long begun = System.nanoTime();
            warehouse.fill(size);
            System.out.printf(
                    Locale.ROOT, "%d products after %d s%n", size, (System.nanoTime() - begun) / (1_000 * MILLISECOND));
            Questions.of(warehouse, stall.handler)
                    .forEach((question, requests) -> table.computeIfAbsent(question, _ -> new ArrayList<>())
                            .add(measured(stall, requests, rounds)));
        }
        System.out.printf(
                Locale.ROOT,
                "%n| p50 / p95, ms | %s |%n|---|%s%n",
                Arrays.stream(sizes)
                        .mapToObj(size -> String.format(Locale.ROOT, "%,d", size))
                        .collect(Collectors.joining(" | ")),
                "---|".repeat(sizes.length));
        table.forEach((question, cells) ->
                System.out.printf(Locale.ROOT, "| %s | %s |%n", question, String.join(" | ", cells)));
        Plans plans = new Plans();
        CatalogHandler watched = stall.watched(plans);
        System.out.printf(
                Locale.ROOT, "%nThe plans at the last size: table, access, index, rows that the optimizer expects%n%n");
        Questions.of(warehouse, watched).forEach((question, requests) -> {
            var _ = plans.take();
            ApiAnswer answer = requests.getFirst().to(watched);
            String steps = plans.take().stream()
                    .map(step -> "%s %s %s %d"
                            .formatted(step.table(), step.type(), step.key().isEmpty() ? "-" : step.key(), step.rows()))
                    .collect(Collectors.joining("; "));
            System.out.printf(Locale.ROOT, "- %s (%d): %s%n", question, answer.status(), steps);
        });
    }

    private static String measured(Stall stall, List<ApiRequest> requests, int rounds) {
        long[] times = new long[rounds * requests.size()];
        int at = 0;
        for (int round = -WARM; round < rounds; round++) {
            for (ApiRequest request : requests) {
                long begun = System.nanoTime();
                ApiAnswer answer = stall.ask(request);
                long took = System.nanoTime() - begun;
                if (answer.status() != 200) {
                    throw new AssertionError(answer.toString());
                }
                if (round >= 0) {
                    times[at++] = took;
                }
            }
        }
        Arrays.sort(times);
        return String.format(Locale.ROOT, "%.1f / %.1f", at(times, 0.5), at(times, 0.95));
    }

    private static double at(long[] sorted, double share) {
        return (double) sorted[(int) Math.ceil(share * sorted.length) - 1] / MILLISECOND;
    }
}
