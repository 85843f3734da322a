package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.test.ApiAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the database goes about what people ask, at 2,000 products. Not how fast: that is for the benchmark. */
class QueryPlansTest {
    private static final int PRODUCTS = 2_000;

    @Test
    void no_statement_that_people_wait_for_reads_a_table_from_one_end_to_the_other() {
        Stall stall = new Stall();
        Warehouse warehouse = new Warehouse(stall.database);
        warehouse.fill(PRODUCTS);
        Plans plans = new Plans();
        CatalogHandler handler = stall.watched(plans);
        List<String> scans = new ArrayList<>();
        Questions.of(warehouse, handler)
                .forEach((question, requests) -> requests.forEach(request -> {
                    var _ = plans.take();
                    ApiAnswer answer = request.to(handler);
                    assertThat(answer.status()).as(question + ": " + answer).isEqualTo(200);
                    List<Plans.Step> steps = plans.take();
                    assertThat(steps).as(question).isNotEmpty();
                    steps.stream()
                            .filter(step -> step.isFullScan() && step.rows() > PRODUCTS / 4)
                            .forEach(step -> scans.add(question + ": " + step));
                }));
        assertThat(scans).isEmpty();
    }
}
