package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.stripe.standin.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BadInputTest {
    private static final String GOOD = "mode=payment&success_url=https://shop.example/ok&line_items[0][quantity]=1"
            + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=500"
            + "&line_items[0][price_data][product_data][name]=Thing";
    private static final String SESSIONS = "/v1/checkout/sessions";

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    mode=payment                  |                             | parameter_missing         | mode
                    mode=payment                  | mode=subscription           |                           | mode
                    mode=payment                  | mode=                       | parameter_invalid_empty   | mode
                    success_url=https://shop.example/ok |                       | parameter_missing         | success_url
                    success_url=https://shop.example/ok | success_url=shop      | url_invalid               | success_url
                    success_url=https://shop.example/ok | success_url=javascript:alert(1) | url_invalid     | success_url
                    [currency]=usd                | [currency]=USD              |                           | line_items[0][price_data][currency]
                    [currency]=usd                | [currency]=xxx              |                           | line_items[0][price_data][currency]
                    [unit_amount]=500             | [unit_amount]=49            | amount_too_small          | line_items
                    [unit_amount]=500             | [unit_amount]=100000000     | amount_too_large          | line_items[0][price_data][unit_amount]
                    [unit_amount]=500             | [unit_amount]=-500          | parameter_invalid_integer | line_items[0][price_data][unit_amount]
                    [unit_amount]=500             | [unit_amount]=5.00          | parameter_invalid_integer | line_items[0][price_data][unit_amount]
                    [quantity]=1                  | [quantity]=0                | parameter_invalid_integer | line_items[0][quantity]
                    [quantity]=1                  | [quantity]=900000           | amount_too_large          | line_items
                    [product_data][name]=Thing    | [product_data][name]=       | parameter_invalid_empty   | line_items[0][price_data][product_data][name]
                    [product_data][name]=Thing    | [product_data][nme]=Thing   | parameter_missing         | line_items[0][price_data][product_data][name]
                    mode=payment                  | mode=payment&colour=red     | parameter_unknown         | colour
                    mode=payment                  | mode=payment&payment_intent_data[colour]=red | parameter_unknown | payment_intent_data[colour]
                    mode=payment                  | mode=payment&customer_email=me | email_invalid          | customer_email
                    mode=payment                  | mode=payment&expires_at=1795435800 |                    | expires_at
                    mode=payment                  | mode=payment&expires_at=soon | parameter_invalid_integer | expires_at
                    mode=payment                  | mode=payment&mode[x]=1      |                           | mode[x]
                    mode=payment                  | mode=payment&expand[]=secrets |                         | expand
                    """)
    void what_stripe_refuses_is_refused_by_name(String from, String to, String code, String param) {
        HttpResponse<String> answer = shop.api("POST", SESSIONS, GOOD.replace(from, to == null ? "" : to));

        JsonNode error = error(answer);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString(null)).isEqualTo(code);
        assertThat(error.path("param").asString(null)).isEqualTo(param);
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(shop.standIn.sessions()).isEmpty();
    }

    @Test
    void the_good_request_that_these_were_made_of_is_good() {
        assertThat(shop.api("POST", SESSIONS, GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void expiry_has_to_be_half_an_hour_to_a_day_away() {
        long now = Shop.NOON.getEpochSecond();

        assertThat(status("expires_at=" + (now + 1799))).isEqualTo(400);
        assertThat(status("expires_at=" + (now + 1800))).isEqualTo(200);
        assertThat(status("expires_at=" + (now + 86_400))).isEqualTo(200);
        assertThat(status("expires_at=" + (now + 86_401))).isEqualTo(400);
    }

    private int status(String more) {
        return shop.api("POST", SESSIONS, GOOD + "&" + more).statusCode();
    }

    @Test
    void metadata_is_bounded() {
        assertThat(status("metadata[" + "k".repeat(41) + "]=v")).isEqualTo(400);
        assertThat(status("metadata[k]=" + "v".repeat(501))).isEqualTo(400);
        assertThat(status("metadata[k]=" + "v".repeat(500))).isEqualTo(200);
    }

    @Test
    void broken_encodings_and_endless_nesting_are_refused() {
        assertThat(status("a=%zz")).isEqualTo(400);
        assertThat(status("a[b=1")).isEqualTo(400);
        assertThat(status("a" + "[b]".repeat(500) + "=1")).isEqualTo(400);
        assertThat(status("x=1&".repeat(3000))).isEqualTo(400);
        assertThat(shop.api("POST", SESSIONS, "a=" + "x".repeat(1_100_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void currencies_cannot_be_mixed() {
        HttpResponse<String> answer = shop.api(
                "POST",
                SESSIONS,
                GOOD + "&"
                        + GOOD.substring(GOOD.indexOf("line_items"))
                                .replace("[0]", "[1]")
                                .replace("usd", "eur"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).path("message").asString()).contains("same currency");
    }

    @Test
    void list_parameters_are_checked() {
        assertThat(shop.api("GET", SESSIONS + "?limit=0", "").statusCode()).isEqualTo(400);
        assertThat(shop.api("GET", SESSIONS + "?limit=101", "").statusCode()).isEqualTo(400);
        assertThat(shop.api("GET", SESSIONS + "?starting_after=cs_forged", "").statusCode())
                .isEqualTo(400);
        assertThat(shop.api("GET", SESSIONS + "?colour=red", "").statusCode()).isEqualTo(400);
        assertThat(shop.api("GET", SESSIONS + "?created[gte]=0&limit=1", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_address_that_is_not_served_says_so() {
        HttpResponse<String> answer = shop.api("GET", "/v1/subscriptions", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(error(answer).path("message").asString())
                .contains("Unrecognized request URL (GET: /v1/subscriptions)");
    }

    @Test
    void a_request_without_a_key_is_401_and_basic_authentication_is_as_good_as_bearer() {
        URI url = URI.create(shop.standIn.baseUrl() + SESSIONS);
        String basic =
                Base64.getEncoder().encodeToString((shop.standIn.secretKey() + ":").getBytes(StandardCharsets.UTF_8));

        assertThat(shop.send(HttpRequest.newBuilder(url)).statusCode()).isEqualTo(401);
        assertThat(shop.send(HttpRequest.newBuilder(url).header("Authorization", "Basic " + basic))
                        .statusCode())
                .isEqualTo(200);
        assertThat(shop.send(HttpRequest.newBuilder(url).header("Authorization", "Basic ???"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void answers_carry_an_id_and_a_version() {
        HttpResponse<String> answer = shop.api("GET", SESSIONS, "");

        assertThat(answer.headers().firstValue("Request-Id")).get().asString().startsWith("req_");
        assertThat(answer.headers().firstValue("Stripe-Version")).hasValue(com.stripe.Stripe.API_VERSION);
        assertThat(shop.api("GET", SESSIONS, "", "Stripe-Version", "latest").statusCode())
                .isEqualTo(400);
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body()).path("error");
    }
}
