package dev.souk.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.ProductId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadTest {
    private static final ProductId PRODUCT = new ProductId(UUID.fromString("0190a0b0-c0d0-7000-8000-000000000001"));

    record Cart(
            @Nullable List<Item> items,
            @Nullable List<String> tags,
            @Nullable String note,
            @Nullable Boolean gift) {}

    record Item(
            @Nullable ProductId productId,
            @Nullable Long quantity,
            @Nullable Integer version,
            @Nullable Price price) {}

    record Price(@Nullable Long amount, @Nullable Currency currency) {}

    record Strings(
            @Nullable Instant at,
            @Nullable UUID id,
            @Nullable URI link,
            @Nullable EmailAddress email) {}

    @Test
    void what_is_right_is_read() {
        Cart cart = Json.read(
                "{\"items\":[{\"product_id\":\"" + PRODUCT.text() + "\",\"quantity\":2,\"version\":1,"
                        + "\"price\":{\"amount\":1250,\"currency\":\"USD\"}}],\"tags\":[\"\"],\"note\":\"\",\"gift\":true}",
                Cart.class);

        assertThat(cart)
                .isEqualTo(new Cart(
                        List.of(new Item(PRODUCT, 2L, 1, new Price(1250L, Currency.USD))), List.of(""), "", true));
    }

    @Test
    void what_is_absent_is_null() {
        assertThat(Json.read("{}", Cart.class)).isEqualTo(new Cart(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'surprise':1}|surprise",
                "{'items':[{},{'colour':'red'}]}|items[1].colour",
                "{'items':[{'price':{'tax':1}}]}|items[0].price.tax",
                "{'Note':'x'}|Note",
                "{'items':[{'productId':'x'}]}|items[0].productId",
                "{'':1}|''",
            })
    void an_unknown_field_is_named(String json, String field) {
        assertThat(failure(json, Cart.class)).satisfies(e -> {
            assertThat(e.code()).isEqualTo("unknown_field");
            assertThat(e.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'items':[{'quantity':9223372036854775808}]}|items[0].quantity",
                "{'items':[{'quantity':99999999999999999999999999}]}|items[0].quantity",
                "{'items':[{'version':2147483648}]}|items[0].version",
                "{'items':[{'version':-9223372036854775809}]}|items[0].version",
            })
    void a_number_that_does_not_fit_is_refused_as_one(String json, String field) {
        assertThat(failure(json, Cart.class)).satisfies(e -> {
            assertThat(e.code()).isEqualTo("out_of_range");
            assertThat(e.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'items':[{},{'product_id':1}]}|items[1].product_id|a string",
                "{'items':[{},{'product_id':'nonsense'}]}|items[1].product_id|an id",
                "{'items':[{'product_id':{}}]}|items[0].product_id|a string",
                "{'items':[{'quantity':'2'}]}|items[0].quantity|a whole number",
                "{'items':[{'quantity':''}]}|items[0].quantity|a whole number",
                "{'items':[{'quantity':' '}]}|items[0].quantity|a whole number",
                "{'items':[{'quantity':1.5}]}|items[0].quantity|'a whole number, without a fraction or an exponent'",
                "{'items':[{'quantity':1.0}]}|items[0].quantity|'a whole number, without a fraction or an exponent'",
                "{'items':[{'quantity':1e30}]}|items[0].quantity|'a whole number, without a fraction or an exponent'",
                "{'items':[{'quantity':true}]}|items[0].quantity|a whole number",
                "{'items':[{'quantity':[1]}]}|items[0].quantity|a whole number",
                "{'items':[{'quantity':{}}]}|items[0].quantity|a whole number",
                "{'items':[{'price':[]}]}|items[0].price|a JSON object",
                "{'items':[{'price':''}]}|items[0].price|a JSON object",
                "{'items':[{'price':5}]}|items[0].price|a JSON object",
                "{'items':[{'price':{'currency':'usd'}}]}|items[0].price.currency|one of the values the documentation lists",
                "{'items':[{'price':{'currency':''}}]}|items[0].price.currency|one of the values the documentation lists",
                "{'items':[{'price':{'currency':'0'}}]}|items[0].price.currency|one of the values the documentation lists",
                "{'items':[{'price':{'currency':0}}]}|items[0].price.currency|one of the values the documentation lists",
                "{'items':{}}|items|an array",
                "{'items':''}|items|an array",
                "{'items':'x'}|items|an array",
                "{'items':{'0':{}}}|items|an array",
                "{'items':[1]}|items[0]|a JSON object",
                "{'items':[[]]}|items[0]|a JSON object",
                "{'tags':[1]}|tags[0]|a string",
                "{'tags':'x'}|tags|an array",
                "{'note':1}|note|a string",
                "{'note':1.5}|note|a string",
                "{'note':true}|note|a string",
                "{'note':[]}|note|a string",
                "{'note':['x']}|note|a string",
                "{'note':{}}|note|a string",
                "{'gift':'true'}|gift|true or false",
                "{'gift':''}|gift|true or false",
                "{'gift':1}|gift|true or false",
                "{'gift':0}|gift|true or false",
                "[]|''|a JSON object",
                "1|''|a JSON object",
                "true|''|a JSON object",
                "null|''|a JSON object",
            })
    void a_value_of_another_type_is_refused_where_it_stands(String json, String field, String expected) {
        assertThat(failure(json, Cart.class)).satisfies(e -> {
            assertThat(e.code()).isEqualTo("wrong_type");
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.reason()).isEqualTo("must be " + expected);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'at':''}|at|a time such as 2026-01-31T12:00:00Z",
                "{'at':' '}|at|a time such as 2026-01-31T12:00:00Z",
                "{'at':'yesterday'}|at|a time such as 2026-01-31T12:00:00Z",
                "{'at':1700000000}|at|a string",
                "{'at':1700000000.5}|at|a string",
                "{'id':''}|id|a UUID",
                "{'id':'x'}|id|a UUID",
                "{'id':1}|id|a string",
                "{'link':1}|link|a string",
                "{'link':'http://['}|link|a URL",
                "{'link':''}|link|a URL",
                "{'email':''}|email|an e-mail address",
                "{'email':'nobody'}|email|an e-mail address",
                "{'email':1}|email|a string",
            })
    void what_is_written_as_a_string_is_read_from_that_form_of_string_alone(
            String json, String field, String expected) {
        assertThat(failure(json, Strings.class)).satisfies(e -> {
            assertThat(e.code()).isEqualTo("wrong_type");
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.reason()).isEqualTo("must be " + expected);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'note':null}|note",
                "{'gift':null}|gift",
                "{'items':null}|items",
                "{'items':[null]}|items[0]",
                "{'tags':['a',null]}|tags[1]",
                "{'items':[{'product_id':null}]}|items[0].product_id",
                "{'items':[{'quantity':null}]}|items[0].quantity",
                "{'items':[{'price':{'currency':null}}]}|items[0].price.currency",
            })
    void a_null_that_is_written_is_refused(String json, String field) {
        assertThat(failure(json, Cart.class)).satisfies(e -> {
            assertThat(e.code()).isEqualTo("wrong_type");
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.reason()).contains("null");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'note':'a','note':'b'}|note",
                "{'items':[{'quantity':1,'quantity':1}]}|items[0].quantity",
                "{'no\\u0074e':'a','note':'b'}|note",
            })
    void a_field_given_twice_is_refused(String json, String field) {
        assertThat(failure(json, Cart.class)).satisfies(e -> {
            assertThat(e.code()).isEqualTo("duplicate_field");
            assertThat(e.field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{'note':'x'",
                "{'note':'x'} {}",
                "{'note':'x'}}",
                "{} x",
                "{'note':}",
                "{note:'x'}",
                "{'note':'x',}",
                "{'items':[{},]}",
                "{'note':'\u0001'}",
                "{'note':'\\x'}",
                "{'note':'\\u12'}",
                "{'items':[{'quantity':01}]}",
                "{'items':[{'quantity':+1}]}",
                "{'items':[{'quantity':NaN}]}",
                "{'items':[{'quantity':Infinity}]}",
                "{'items':[{'quantity':0x1}]}",
                "/* hello */ {}",
                "{} // bye",
                "\ufeff{}",
                "undefined",
                "",
                "   ",
            })
    void what_is_no_json_is_refused_as_that(String json) {
        assertThat(failure(json, Cart.class).code()).isEqualTo("malformed_json");
    }

    @Test
    void deep_nesting_is_refused_before_it_costs_anything() {
        assertThat(failure("[".repeat(100_000), Cart.class).code()).isIn("malformed_json", "wrong_type");
        InvalidJson tree = catchThrowableOfType(
                InvalidJson.class,
                () -> Json.tree(("[".repeat(100_000) + "]".repeat(100_000)).getBytes(StandardCharsets.UTF_8)));
        assertThat(tree.code()).isEqualTo("malformed_json");
    }

    @Test
    void a_number_of_a_thousand_digits_is_refused() {
        assertThat(failure("{'items':[{'quantity':" + "9".repeat(1000) + "}]}", Cart.class)
                        .code())
                .isIn("malformed_json", "wrong_type");
    }

    @Test
    void a_long_name_is_not_echoed_in_full() {
        InvalidJson failure = failure("{'" + "x".repeat(10_000) + "':1}", Cart.class);

        assertThat(failure.code()).isEqualTo("unknown_field");
        assertThat(failure.field()).hasSizeLessThan(110).startsWith("xxx").endsWith("…");
    }

    @Test
    void no_message_quotes_what_was_sent() {
        for (String json : List.of(
                "{'note':'secret", "{'items':'secret'}", "{'items':[{'quantity':'secret'}]}", "{'gift':'secret'}")) {
            assertThat(failure(json, Cart.class).reason()).doesNotContain("secret");
        }
    }

    @Test
    void a_tree_is_strict_about_json_as_well() {
        for (String json : List.of("{} {}", "{'a':1,'a':2}", "{'a':", "nothing")) {
            InvalidJson failure = catchThrowableOfType(InvalidJson.class, () -> Json.tree(json.replace('\'', '"')));
            assertThat(failure).as(json).isNotNull();
        }
        assertThat(Json.tree("{\"anything\":null}").path("anything").isNull()).isTrue();
    }

    private static InvalidJson failure(String json, Class<?> type) {
        InvalidJson failure = catchThrowableOfType(InvalidJson.class, () -> Json.read(json.replace('\'', '"'), type));
        assertThat(failure).as("%s is refused", json).isNotNull();
        return failure;
    }
}
