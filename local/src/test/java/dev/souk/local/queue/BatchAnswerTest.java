package dev.souk.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerTest {
    private static Set<String> done(String answer) {
        return BatchAnswer.done(answer.getBytes(StandardCharsets.UTF_8), List.of("a", "b", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\": null}", "{\"batchItemFailures\": []}"})
    void no_failure_means_that_all_is_done(String answer) {
        assertThat(done(answer)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void those_that_failed_are_not_done() {
        assertThat(done("{\"batchItemFailures\": [{\"itemIdentifier\": \"b\"}]}"))
                .containsExactlyInAnyOrder("a", "c");
        assertThat(
                        done(
                                "{\"batchItemFailures\": [{\"itemIdentifier\": \"a\"}, {\"itemIdentifier\": \"b\"}, {\"itemIdentifier\": \"c\"}]}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "\"done\"",
                "[]",
                "{\"batchItemFailures\": {}}",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"stranger\"}]}",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"a\"}, {\"itemIdentifier\": \"\"}]}",
                "{\"batchItemFailures\": [{\"itemIdentifier\": null}]}",
                "{\"batchItemFailures\": [{\"id\": \"a\"}]}",
                "{\"batchItemFailures\": [\"a\"]}"
            })
    void an_answer_that_cannot_be_trusted_means_that_nothing_is_done(String answer) {
        assertThat(done(answer)).isEmpty();
    }
}
