package dev.souk.local.page.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedTest {
    @Test
    void headers_that_open_something_are_hidden_whatever_their_case_and_shape() {
        String event = """
                {"headers": {"authorization": "Bearer abc", "Purchase-Token": "def", "Accept": "*/*"},
                 "multiValueHeaders": {"Authorization": ["Bearer abc"], "stripe-signature": ["t=1,v1=abc"]},
                 "messageAttributes": {"Stripe-Signature": {"stringValue": "t=1,v1=abc", "dataType": "String"}}}
                """;

        String shown = Masked.of(event).toString();

        assertThat(shown).contains("*/*", "Purchase-Token", "•••").doesNotContain("abc", "def", "t=1");
    }

    @Test
    void a_body_becomes_the_object_that_it_says_and_is_masked_as_such() {
        String shown = Masked.of("{\"body\": \"{\\\"purchase_token\\\": \\\"abc\\\", \\\"id\\\": 1}\"}")
                .toString();

        assertThat(shown).isEqualTo("{\"body\":{\"purchase_token\":\"•••\",\"id\":1}}");
    }

    @Test
    void links_that_open_something_stay_readable_without_what_opens_it() {
        String shown = Masked.of("{\"link\": \"https://souk.example/purchases.html#abc\", \"url\":"
                        + " \"https://s3/x?X-Amz-Expires=300&X-Amz-Signature=abc&X-Amz-Credential=abc%2F1\"}")
                .toString();

        assertThat(shown)
                .contains("purchases.html#•••", "X-Amz-Expires=300", "X-Amz-Signature=•••")
                .doesNotContain("abc");
    }

    @Test
    void what_is_no_json_is_shown_as_the_text_it_is() {
        assertThat(Masked.of("not json").asString()).isEqualTo("not json");
        assertThat(Masked.of("{\"body\": \"{not json\"}").path("body").asString())
                .isEqualTo("{not json");
    }

    @Test
    void a_secret_cannot_hide_by_lying_deep() {
        String deep = "{\"a\":".repeat(200) + "{\"authorization\":\"abc\"}" + "}".repeat(200);

        assertThat(Masked.of(deep).toString()).doesNotContain("abc");
    }
}
