package dev.souk.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our parser held against Jackson's, which is what it stands in for. */
class TreeReaderTest {
    private static final JsonMapper JACKSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " { \"a\" : [ 1 , 2.50 , -3e2 , 0 , -0 , 0.0 , 1E+2 ] , \"b\" : { } } ",
                "\"\"",
                "\"a\\u00e9\\ud83d\\ude00\\b\\f\\n\\r\\t\\\\\\/\\\"z\"",
                "true",
                "[false,null]",
                "2147483647",
                "2147483648",
                "-2147483648",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "123456789012345678",
                "{\"a\":{\"a\":{\"a\":[[[\"é😀\"]]]}}}",
            })
    void what_is_json_is_the_tree_that_jackson_reads(String json) {
        assertThat(Json.tree(json)).isEqualTo(JACKSON.readTree(json));
        assertThat(Json.tree(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(JACKSON.readTree(json));
    }

    @Test
    void what_is_broken_anywhere_is_taken_or_refused_as_jackson_does() {
        String whole = "{\"a\":[1,-2.5e+3,true,null,\"x\\u0041\\n\"],\"b\":{\"c\":\"\"},\"d\":0}";
        String alphabet = "{}[]:,\"\\0123456789.eE+-truefalsn u\u0001/x";
        Random random = new Random(20261125);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder broken = new StringBuilder(whole);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(broken.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> broken.setCharAt(at, c);
                    case 1 -> broken.insert(at, c);
                    default -> broken.deleteCharAt(at);
                }
            }
            String json = broken.toString();
            JsonNode expected = read(() -> JACKSON.readTree(json));
            JsonNode ours = read(() -> Json.tree(json));

            assertThat(ours).as(json).isEqualTo(expected);
        }
    }

    private interface Reading {
        JsonNode read();
    }

    /** A missing node stands for what was refused. */
    private static JsonNode read(Reading reading) {
        try {
            return reading.read();
        } catch (InvalidJson | tools.jackson.core.JacksonException e) {
            return JACKSON.missingNode();
        }
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        for (byte[] bytes : new byte[][] {
            {'"', (byte) 0xff, '"'}, {'"', (byte) 0xc3, '"'}, {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}
        }) {
            assertThatThrownBy(() -> TreeReader.read(bytes)).isInstanceOf(InvalidJson.class);
        }
    }

    @Test
    void thirty_two_deep_is_read_and_thirty_three_is_not() {
        assertThat(Json.tree("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        assertThat(catchThrowable(() -> TreeReader.read("[".repeat(33) + "]".repeat(33))))
                .isInstanceOf(InvalidJson.class);
        assertThat(Json.tree("[[],[],[]" + ",[]".repeat(100) + "]").size()).isEqualTo(103);
    }
}
