package dev.souk.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.lambda.http.Fields.MoneyBody;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final String EMOJI = "😀";

    private final Fields fields = new Fields();

    @Test
    void a_line_is_stripped_and_its_length_counted_in_characters_and_not_in_halves() {
        assertThat(fields.line("title", "  Paper lanterns \t", 1, 20)).isEqualTo("Paper lanterns");
        assertThat(fields.line("title", EMOJI.repeat(20), 1, 20)).isEqualTo(EMOJI.repeat(20));
        assertThat(fields.line("title", "x", 1, 1)).isEqualTo("x");
        assertThat(fields.line("title", "", 0, 1)).isEmpty();
        fields.check();
        fields.line("title", EMOJI.repeat(21), 1, 20);
        assertThat(errors())
                .containsExactly(new FieldError("title", "too_long", "must have at most 20 characters, and has 21"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00a0", "\u200b", "\u200b \u2060", "\u3000", "\u00ad"})
    void a_line_with_nothing_to_see_is_empty(String text) {
        fields.line("name", text, 1, 20);
        assertThat(errors()).containsExactly(new FieldError("name", "too_short", "must not be empty"));
    }

    @Test
    void a_line_that_is_too_short_says_how_long_it_must_be() {
        fields.line("name", "ab", 3, 20);
        assertThat(errors()).containsExactly(new FieldError("name", "too_short", "must have at least 3 characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\tb",
                "a\0b",
                "a\u001bb",
                "a\u007fb",
                "a\u0085b",
                "a\u009fb",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u202ab",
                "a\u2066b",
                "a\u2069b",
                "a\ufffeb",
                "a\uffffb",
                "a\ud83db",
                "a\ude00b",
                "\ude00\ud83d"
            })
    void a_line_holds_no_control_no_change_of_direction_and_no_half_character(String text) {
        fields.line("name", text, 1, 20);
        assertThat(errors())
                .containsExactly(new FieldError("name", "control_characters", "must not contain control characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ünï çødé", "日本語", "עברית", "العربية", "👩‍👩‍👧", "a\u200db", "مرحبا\u200f", "<script>", "'; --"
            })
    void a_line_holds_any_script(String text) {
        assertThat(fields.line("name", text, 1, 20)).isEqualTo(text);
        fields.check();
    }

    @Test
    void text_of_several_lines_keeps_its_lines_as_one_kind_of_break() {
        assertThat(fields.findLines("text", "a\r\nb\rc\nd\te", 20)).contains("a\nb\nc\nd\te");
        assertThat(fields.findLines("text", "", 20)).contains("");
        assertThat(fields.findLines("text", null, 20)).isEmpty();
        fields.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\u0007b", "a\u009bb", "a\ud83d", "a\uffff"})
    void text_of_several_lines_holds_no_other_control(String text) {
        assertThat(fields.findLines("text", text, 20)).contains("");
        assertThat(errors()).extracting(FieldError::code).containsExactly("control_characters");
    }

    @Test
    void a_number_is_within_its_bounds_bounds_included() {
        assertThat(fields.number("n", 1L, 1, 3)).isEqualTo(1);
        assertThat(fields.number("n", 3L, 1, 3)).isEqualTo(3);
        fields.check();
        fields.number("n", 0L, 1, 3);
        fields.number("m", Long.MAX_VALUE, 1, 3);
        fields.number("k", Long.MIN_VALUE, 1, 3);
        assertThat(errors()).extracting(FieldError::code).containsOnly("out_of_range");
        assertThat(errors()).extracting(FieldError::field).containsExactly("n", "m", "k");
    }

    @ParameterizedTest
    @CsvSource({
        "-1,USD,price.amount",
        "100000000,USD,price.amount",
        "5,usd,price.currency",
        "5,XXX,price.currency",
        "5,'',price.currency"
    })
    void money_that_cannot_be_charged_is_refused_where_it_is_wrong(long amount, String currency, String field) {
        fields.money("price", new MoneyBody(amount, currency));
        assertThat(errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void money_needs_both_its_parts() {
        assertThat(fields.money("price", new MoneyBody(0L, "JPY"))).isEqualTo(new Money(0, Currency.JPY));
        fields.check();
        fields.money("price", new MoneyBody(null, null));
        fields.money("other", null);
        assertThat(errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("price.amount", "required"),
                        org.assertj.core.groups.Tuple.tuple("price.currency", "required"),
                        org.assertj.core.groups.Tuple.tuple("other", "required"));
    }

    @Test
    void what_is_optional_may_be_absent_and_what_is_required_may_not() {
        assertThat(fields.findLine("a", null, 1, 2)).isEmpty();
        assertThat(fields.findEmail("b", null)).isEmpty();
        assertThat(fields.find("c", null, "be an id", ProductId::parse)).isEmpty();
        fields.check();
        assertThat(fields.line("d", null, 1, 2)).isEmpty();
        assertThat(fields.require("e", null, "be an id", ProductId::parse)).isEmpty();
        fields.number("f", null, 1, 2);
        assertThat(errors()).extracting(FieldError::field).containsExactly("d", "e", "f");
        assertThat(errors()).extracting(FieldError::code).containsOnly("required");
    }

    @Test
    void an_address_or_an_id_that_is_none_says_what_it_must_be() {
        assertThat(fields.findEmail("email", " buyer@Example.COM ")).contains(new EmailAddress("buyer@example.com"));
        fields.findEmail("email", "buyer@example.com\nBcc: everybody@example.com");
        fields.find("product_id", "prd_x", "be the id of a product, prd_…", ProductId::parse);
        assertThat(errors())
                .extracting(FieldError::message)
                .containsExactly(
                        "must be an e-mail address such as name@example.com", "must be the id of a product, prd_…");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        fields.line("title", "", 1, 10);
        fields.money("price", new MoneyBody(-1L, "USD"));
        fields.findEmail("email", "nobody");
        fields.wrong("file", "missing", "is missing");
        Problem problem = refused();
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("invalid_fields");
        assertThat(problem.detail()).isEqualTo("4 fields are not valid.");
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactly("title", "price.amount", "email", "file");
    }

    @Test
    void one_that_is_wrong_is_told_in_a_sentence() {
        fields.line("title", "", 1, 10);
        assertThat(refused().detail()).isEqualTo("'title' must not be empty.");
    }

    private List<FieldError> errors() {
        return refused().errors();
    }

    private Problem refused() {
        Refused refused = catchThrowableOfType(Refused.class, fields::check);
        assertThat(refused).as("something is wrong").isNotNull();
        return refused.problem();
    }
}
