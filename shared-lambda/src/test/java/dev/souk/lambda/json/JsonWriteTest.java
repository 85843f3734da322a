package dev.souk.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Secret;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonWriteTest {
    private static final UUID BITS = UUID.fromString("0190a0b0-c0d0-7000-8000-00000000001f");

    record View(Optional<String> displayName, Optional<Instant> paidAt, List<String> tags) {}

    @Test
    void an_optional_that_is_empty_is_left_out_and_one_that_is_not_is_its_value() {
        assertThat(Json.write(new View(Optional.empty(), Optional.empty(), List.of())))
                .isEqualTo("{\"tags\":[]}");
        assertThat(Json.write(new View(Optional.of("Seller"), Optional.of(Instant.ofEpochSecond(0)), List.of("a"))))
                .isEqualTo("{\"display_name\":\"Seller\",\"paid_at\":\"1970-01-01T00:00:00Z\",\"tags\":[\"a\"]}");
    }

    @Test
    void a_time_is_rfc_3339_in_utc() {
        assertThat(Json.write(Instant.parse("2026-01-31T12:00:00.123456Z")))
                .isEqualTo("\"2026-01-31T12:00:00.123456Z\"");
    }

    @Test
    void money_is_an_amount_in_minor_units_and_a_currency() {
        assertThat(Json.write(new Money(1250, Currency.USD))).isEqualTo("{\"amount\":1250,\"currency\":\"USD\"}");
        assertThat(Json.read("{\"amount\":1250,\"currency\":\"USD\"}", Money.class))
                .isEqualTo(new Money(1250, Currency.USD));
    }

    @Test
    void ids_and_addresses_are_strings() {
        record Ids(UserId u, StoreId s, ProductId p, FileId f, OrderId o, PurchaseId b, EmailAddress e) {}
        Ids ids = new Ids(
                new UserId(BITS),
                new StoreId(BITS),
                new ProductId(BITS),
                new FileId(BITS),
                new OrderId(BITS),
                new PurchaseId(BITS),
                new EmailAddress("buyer@example.com"));

        String json = Json.write(ids);

        assertThat(Json.tree(json).path("u").asString()).isEqualTo(new UserId(BITS).text());
        assertThat(Json.tree(json).path("e").asString()).isEqualTo("buyer@example.com");
        assertThat(Json.read(json, Ids.class)).isEqualTo(ids);
    }

    @Test
    void a_url_is_a_string() {
        assertThat(Json.write(URI.create("https://souk.example/a?b=c"))).isEqualTo("\"https://souk.example/a?b=c\"");
    }

    @Test
    void a_secret_is_not_written_even_by_mistake() {
        record Careless(Secret key) {}
        assertThat(Json.write(new Careless(new Secret("hush")))).isEqualTo("{\"key\":\"[secret]\"}");
    }

    @Test
    void any_text_comes_back_as_it_went() {
        for (String text : List.of("", "\"\\/", "\n\t\r\0\u0001\u001f", "é😀\u2028", "</script>")) {
            assertThat(Json.read(Json.write(Map.of("text", text)), Text.class).text())
                    .isEqualTo(text);
        }
    }

    record Text(String text) {}

    @Test
    void a_field_can_be_added_to_an_object() {
        assertThat(Json.plus("{\"id\":\"x\"}", "token", "a\"b")).isEqualTo("{\"id\":\"x\",\"token\":\"a\\\"b\"}");
    }

    @Test
    void what_an_object_had_is_as_it_was_when_a_field_is_added() {
        String object = "{\"a\":[1,-2.50,12345678901234567890,true,null,{\"b\":\"é\\n\"}],\"c\":{}}";

        assertThat(Json.plus(object, "d", "e")).isEqualTo(object.replaceAll("}$", ",\"d\":\"e\"}"));
    }

    @Test
    void an_answer_to_the_gateway_is_in_its_own_case() {
        assertThat(new String(Json.proxyAnswer(201, Map.of("X-A", "b"), "{}"), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"statusCode\":201,\"headers\":{\"X-A\":\"b\"},\"body\":\"{}\",\"isBase64Encoded\":false}");
    }
}
