package dev.souk.lambda.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.model.EmailAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Log log = new Log(
            "users",
            new PrintStream(bytes, true, StandardCharsets.US_ASCII),
            Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void a_line_is_one_json_object() {
        log.info("order.paid", "order", "ord_x", "items", 2, "amount", 5_000_000_000L, "free", false, "note", null);
        assertThat(text())
                .isEqualTo("{\"time\":\"2026-01-31T12:00:00Z\",\"level\":\"INFO\",\"function\":\"users\","
                        + "\"event\":\"order.paid\",\"order\":\"ord_x\",\"items\":2,\"amount\":5000000000,"
                        + "\"free\":false,\"note\":\"null\"}\n");
    }

    @Test
    void a_line_is_json_whatever_the_text_and_whatever_the_terminal_can_show() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x300; c++) {
            all.append(c);
        }
        for (String text : List.of(all.toString(), "\u2028\u2029\ufeff\uffff", "😀", "\"}\n{\"level\":\"ERROR\"")) {
            bytes.reset();
            log.warn("odd", "text", text, text, 1);
            assertThat(text().lines()).hasSize(1);
            assertThat(only().path("text").asString()).isEqualTo(text);
        }
    }

    @Test
    void half_a_character_and_a_number_that_json_lacks_do_no_harm() {
        log.info("odd", "half", "a\ud83d", "nan", Double.NaN, "infinite", Float.POSITIVE_INFINITY);
        assertThat(only().path("nan").asString()).isEqualTo("NaN");
        assertThat(only().path("infinite").asString()).isEqualTo("Infinity");
    }

    @Test
    void a_name_without_a_value_is_dropped_and_the_line_is_still_written() {
        log.info("odd", "a", 1, "b");
        assertThat(only().path("a").asInt()).isEqualTo(1);
        assertThat(only().has("b")).isFalse();
    }

    @Test
    void a_cause_is_its_classes_and_lines_and_never_what_a_vendor_said() {
        log.error(
                "failed",
                new IllegalStateException(
                        "seller@example.com", new SQLException("Duplicate entry 'seller@example.com'", "23000", 1062)));
        String cause = only().path("cause").asString();
        assertThat(cause)
                .contains("java.lang.IllegalStateException at ", "LogTest", "java.sql.SQLException(23000/1062)")
                .doesNotContain("seller@example.com", "Duplicate");
        assertThat(only().path("level").asString()).isEqualTo("ERROR");
    }

    @Test
    void a_cause_that_is_its_own_cause_ends() {
        Exception first = new Exception("a");
        Exception second = new Exception("b", first);
        first.initCause(second);
        log.warn("failed", first, "attempt", 1);
        assertThat(only().path("attempt").asInt()).isEqualTo(1);
        assertThat(text()).hasSizeLessThan(10_000);
    }

    @Test
    void addresses_and_secrets_do_not_show_even_when_they_are_logged() {
        log.info("odd", "to", new EmailAddress("buyer@example.com"), "key", new Secret("hush"));
        assertThat(text()).doesNotContain("buyer", "hush").contains("[secret]");
    }

    @Test
    void every_line_of_a_request_carries_its_id_and_those_outside_carry_none() {
        log.info("before");
        Log.during("req-1", Optional.empty(), () -> {
            log.info("inside");
            return Log.during("req-2", Optional.empty(), () -> {
                log.info("deeper");
                return 1;
            });
        });
        log.info("after");
        assertThat(text().lines().map(line -> Json.tree(line).path("request_id").asString("none")))
                .containsExactly("none", "req-1", "req-2", "none");
    }

    @Test
    void every_line_of_a_request_carries_the_id_of_its_trace_and_a_part_of_it_that_of_another() {
        Log.during("req-1", trace("1-67891233-abcdef012345678912345678"), () -> {
            log.info("inside");
            Log.under(trace("1-67891234-abcdef012345678912345678"), () -> {
                log.info("of another");
                return 1;
            });
            Log.under(Optional.empty(), () -> {
                log.info("of none");
                return 1;
            });
            return 1;
        });
        assertThat(Log.trace()).isEmpty();
        assertThat(lines("request_id")).containsOnly("req-1");
        assertThat(lines("trace_id"))
                .containsExactly(
                        "1-67891233-abcdef012345678912345678",
                        "1-67891234-abcdef012345678912345678",
                        "1-67891233-abcdef012345678912345678");
    }

    @Test
    void what_a_request_is_about_stands_in_all_of_its_lines_from_then_on_and_once_in_each() {
        Log.about("order", "ord_nobody");
        Log.during("req-1", Optional.empty(), () -> {
            log.info("not known yet");
            Log.about("order", "ord_1");
            log.info("known");
            log.info("said", "order", "ord_2");
            return 1;
        });
        log.info("after");
        assertThat(lines("order")).containsExactly("none", "ord_1", "ord_2", "none");
        assertThat(text())
                .doesNotContain("ord_nobody")
                .containsOnlyOnce("ord_1")
                .containsOnlyOnce("ord_2");
    }

    private static Optional<TraceHeader> trace(String id) {
        return TraceHeader.of("Root=" + id);
    }

    private List<String> lines(String field) {
        return text().lines()
                .map(line -> Json.tree(line).path(field).asString("none"))
                .toList();
    }

    @Test
    void lines_of_many_threads_do_not_mix() throws Exception {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String id = "req-" + i;
            writers.add(() -> Log.during(id, Optional.empty(), () -> {
                for (int line = 0; line < 50; line++) {
                    log.info("tick", "own", id);
                }
                return 1;
            }));
        }
        try (var pool = Executors.newFixedThreadPool(20)) {
            for (Future<Integer> one : pool.invokeAll(writers)) {
                one.get();
            }
        }
        List<JsonNode> lines = text().lines().map(Json::tree).toList();
        assertThat(lines)
                .hasSize(1000)
                .allSatisfy(line -> assertThat(line.path("request_id").asString())
                        .isEqualTo(line.path("own").asString()));
    }

    private JsonNode only() {
        return Json.tree(text().strip());
    }

    private String text() {
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
