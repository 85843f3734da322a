package dev.souk.stripe.standin.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    /** What Python 3 makes of it by {@code json.dumps(json.loads(text))}; letters, marks and escapes chosen to tell writers apart. */
    private static final String AS_PYTHON_WRITES =
            "{\"a\": \"\\u00fc \\u2713 \\ud83c\\udf89 \\\"q\\\" / \\\\ \\n\", \"n\": [1, -2, true, null], \"e\": {}, \"l\": [], \"o\": {\"x\": [{}]}}";

    @Test
    void it_is_laid_out_as_python_would_write_it_again() {
        assertThat(Json.oneLine(Json.MAPPER.readTree(AS_PYTHON_WRITES))).isEqualTo(AS_PYTHON_WRITES);
    }
}
