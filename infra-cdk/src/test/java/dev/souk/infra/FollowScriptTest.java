package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.infra.ToolScript.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tools/follow.sh}, on a log of ours and by a command line of AWS's that answers what a test has written. */
class FollowScriptTest {
    private static final String ORDER = "ord_01kb3zy9t8f6mapn2x5r4vwq7e";
    private static final String OF_ORDER = "1-67891233-abcdef012345678912345678";
    private static final String OF_PAYMENT = "1-67891234-abcdef012345678912345678";

    @TempDir
    Path folder;

    @Test
    void a_local_purchase_is_all_lines_of_its_order_and_of_the_traces_that_they_belong_to() throws Exception {
        Path logs = Files.createDirectories(folder.resolve(".local/logs"));
        String placed = line("order.placed", OF_ORDER, ORDER);
        String early = line("idempotency.claimed", OF_ORDER, "");
        String strange = line("order.placed", "1-67891235-abcdef012345678912345678", "ord_01kb3zy9t8f6mapn2x5r4vwq7f");
        String taken = line("payment_event.taken", OF_PAYMENT, ORDER);
        String late = line("outbox.sent_late", OF_PAYMENT, "");
        String untraced = "{\"event\":\"reconciler.payment_taken\",\"order\":\"" + ORDER + "\"}";
        Files.write(logs.resolve("functions.log.1"), List.of(strange, early, placed));
        Files.write(logs.resolve("functions.log"), List.of(taken, strange, late, untraced));

        Said said = run(Map.of(), ORDER);
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.out().lines()).containsExactly(early, placed, taken, late, untraced);
    }

    @Test
    void a_local_order_that_no_line_speaks_of_is_said_to_be_none() throws Exception {
        Path logs = Files.createDirectories(folder.resolve(".local/logs"));
        Files.write(logs.resolve("functions.log"), List.of(line("order.placed", OF_ORDER, "ord_other")));
        Said said = run(Map.of(), ORDER);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("Nothing was logged of " + ORDER);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void on_AWS_the_functions_and_the_api_are_asked_for_the_order_and_then_for_its_traces_too() throws Exception {
        Said said = run(Map.of("STAGE", "prod"), ORDER);
        assertThat(said.status()).as(said.err()).isZero();
        List<String> queries = script().asked().stream()
                .filter(line -> line.startsWith("aws logs start-query"))
                .toList();
        assertThat(queries)
                .hasSize(2)
                .allMatch(query -> query.contains("--log-group-names /aws/lambda/souk-prod-users"
                        + " /aws/lambda/souk-prod-purchases /aws/apigateway/souk-prod-api "));
        assertThat(queries.get(0)).endsWith("filter @message like /" + ORDER + "/ | sort @timestamp");
        assertThat(queries.get(1))
                .endsWith("filter @message like /" + ORDER + "|" + OF_ORDER + "|" + OF_PAYMENT + "/ | sort @timestamp");
        assertThat(said.out()).contains(OF_ORDER, OF_PAYMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ord_", "prd_01kb3zy9t8f6mapn2x5r4vwq7e", "ord_1/ | parse", "ord_1|.*"})
    void what_is_no_order_is_not_asked_for(String order) throws Exception {
        assertThat(run(Map.of("STAGE", "prod"), order).status()).isEqualTo(2);
        assertThat(script().asked()).isEmpty();
    }

    @Test
    void without_a_log_it_says_what_is_missing() throws Exception {
        assertThat(run(Map.of(), ORDER).err()).contains("has `make run` run?");
    }

    private static String line(String event, String trace, String order) {
        return "{\"event\":\"%s\",\"trace_id\":\"%s\",\"order\":\"%s\"}".formatted(event, trace, order);
    }

    private Said run(Map<String, String> environment, String order) throws IOException, InterruptedException {
        script().command("aws", """
                case "$*" in
                    *describe-log-groups*) printf '/aws/lambda/souk-prod-users\\t/aws/lambda/souk-prod-purchases\\n' ;;
                    *start-query*) echo 7 ;;
                    *'--query status'*) echo Complete ;;
                    *get-query-results*) printf '%%s\\n' '%s' '%s' ;;
                esac""".formatted(
                        line("order.placed", OF_ORDER, ORDER), line("payment_event.taken", OF_PAYMENT, ORDER)));
        return script().run(environment, order);
    }

    private ToolScript script() {
        return new ToolScript("follow.sh", folder);
    }
}
