package dev.souk.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
    record Item(@Nullable String productId, @Nullable Long count) {}

    record Body(@Nullable String name, @Nullable List<Item> items) {}

    @Test
    void what_is_not_given_is_absent() {
        assertThat(Json.read("{\"items\": [{}]}", Body.class)).isEqualTo(new Body(null, List.of(new Item(null, null))));
    }

    @Test
    void what_is_given_as_null_is_named_and_refused() {
        assertWrong("{\"name\": null}", "wrong_type", "name");
        assertWrong("{\"items\": [{}, null]}", "wrong_type", "items[1]");
        assertWrong(
                "{\"items\": [{\"product_id\": \"null\"}, {\"product_id\": null}]}",
                "wrong_type",
                "items[1].product_id");
        assertWrong("null", "wrong_type", "");
    }

    @Test
    void what_is_of_another_type_or_unknown_or_given_twice_is_named_and_refused() {
        assertWrong("{\"items\": [{\"count\": 1.0}]}", "wrong_type", "items[0].count");
        assertWrong("{\"items\": [{\"count\": 1e30}]}", "wrong_type", "items[0].count");
        assertWrong("{\"items\": [{\"count\": 99999999999999999999}]}", "wrong_type", "items[0].count");
        assertWrong("{\"items\": [{\"count\": \"1\"}]}", "wrong_type", "items[0].count");
        assertWrong("{\"name\": 1}", "wrong_type", "name");
        assertWrong("{\"items\": {}}", "wrong_type", "items");
        assertWrong("{\"items\": [{\"productId\": \"x\"}]}", "unknown_field", "items[0].productId");
        assertWrong("{\"name\": \"a\", \"name\": \"b\"}", "duplicate_field", "name");
    }

    @Test
    void what_is_no_json_is_called_that() {
        for (String text : List.of("{", "{\"name\": }", "{} {}", "{'name': 'x'}", "nonsense", "{\"name\": \"x")) {
            assertThat(catchThrowableOfType(InvalidJson.class, () -> Json.read(text, Body.class))
                            .code())
                    .as(text)
                    .isEqualTo("malformed_json");
        }
    }

    @Test
    void what_is_written_has_the_fields_of_the_contract_and_nothing_absent() {
        record Answer(
                Money totalPrice,
                Optional<String> note,
                @Nullable String other) {}
        assertThat(Json.write(new Answer(new Money(0, Currency.USD), Optional.empty(), null)))
                .isEqualTo("{\"total_price\":{\"amount\":0,\"currency\":\"USD\"}}");
    }

    private static void assertWrong(String text, String code, String field) {
        InvalidJson wrong = catchThrowableOfType(InvalidJson.class, () -> Json.read(text, Body.class));
        assertThat(wrong.code()).as(text).isEqualTo(code);
        assertThat(wrong.field()).as(text).isEqualTo(field);
    }
}
