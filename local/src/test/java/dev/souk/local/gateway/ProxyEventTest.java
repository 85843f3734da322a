package dev.souk.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProxyEventTest {
    private final GatewayFixture gateway = new GatewayFixture();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void an_event_has_the_shape_that_aws_documents() {
        String sent = gateway.send(gateway.to("/v1/stores/paper-lanterns?a=1&a=2")
                        .header("X-Many", "one")
                        .header("X-Many", "two")
                        .header("User-Agent", "test/1")
                        .method("PATCH", BodyPublishers.ofString("{\"name\":\"Läden\"}")))
                .body();

        APIGatewayProxyRequestEvent event = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(sent, APIGatewayProxyRequestEvent.class);

        assertThat(event.getResource()).isEqualTo("/v1/stores/{store}");
        assertThat(event.getPath()).isEqualTo("/v1/stores/paper-lanterns");
        assertThat(event.getHttpMethod()).isEqualTo("PATCH");
        assertThat(event.getHeaders()).containsEntry("X-many", "two").containsEntry("X-Forwarded-For", "127.0.0.1");
        assertThat(event.getMultiValueHeaders()).containsEntry("X-many", List.of("one", "two"));
        assertThat(event.getQueryStringParameters()).containsExactly(Map.entry("a", "2"));
        assertThat(event.getMultiValueQueryStringParameters()).containsEntry("a", List.of("1", "2"));
        assertThat(event.getPathParameters()).containsExactly(Map.entry("store", "paper-lanterns"));
        assertThat(event.getBody()).isEqualTo("{\"name\":\"Läden\"}");
        assertThat(event.getIsBase64Encoded()).isFalse();
        assertThat(event.getRequestContext().getStage()).isEqualTo("local");
        assertThat(event.getRequestContext().getHttpMethod()).isEqualTo("PATCH");
        assertThat(event.getRequestContext().getResourcePath()).isEqualTo("/v1/stores/{store}");
        assertThat(event.getRequestContext().getPath()).isEqualTo("/v1/stores/paper-lanterns");
        assertThat(event.getRequestContext().getIdentity().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(event.getRequestContext().getIdentity().getUserAgent()).isEqualTo("test/1");
    }

    @Test
    void what_is_absent_is_null_in_the_event() {
        JsonNode event = gateway.event(gateway.to("/v1/products"));

        assertThat(event.get("queryStringParameters").isNull()).isTrue();
        assertThat(event.get("multiValueQueryStringParameters").isNull()).isTrue();
        assertThat(event.get("pathParameters").isNull()).isTrue();
        assertThat(event.get("stageVariables").isNull()).isTrue();
        assertThat(event.get("body").isNull()).isTrue();
        assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void the_id_of_the_request_is_a_uuid_and_the_caller_gets_the_same() {
        HttpResponse<String> response = gateway.send(gateway.to("/v1/products"));

        String inEvent = JsonMapper.shared()
                .readTree(response.body())
                .path("requestContext")
                .path("requestId")
                .asString();
        assertThat(inEvent).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).contains(inEvent);
    }

    @Test
    void query_parameters_are_decoded_and_a_name_without_a_value_has_an_empty_one() {
        JsonNode event = gateway.event(gateway.to("/v1/products?q=caf%C3%A9+noir%26more&flag&=x&/a=y"));

        JsonNode query = event.path("queryStringParameters");
        assertThat(query.path("q").asString()).isEqualTo("café noir&more");
        assertThat(query.path("flag").asString("absent")).isEmpty();
        assertThat(query.path("").asString()).isEqualTo("x");
        assertThat(event.path("multiValueQueryStringParameters")
                        .path("/a")
                        .path(0)
                        .asString())
                .isEqualTo("y");
    }

    @Test
    void path_parameters_arrive_as_they_were_sent() {
        JsonNode event = gateway.event(gateway.to("/v1/stores/a%2Fb%20c"));

        assertThat(event.path("pathParameters").path("store").asString()).isEqualTo("a%2Fb%20c");
        assertThat(event.path("path").asString()).isEqualTo("/v1/stores/a%2Fb%20c");
    }

    @Test
    void headers_that_concern_the_connection_stay_outside() {
        JsonNode event = gateway.event(gateway.to("/v1/products")
                .header("TE", "trailers")
                .header("Max-Forwards", "3")
                .header("WWW-Authenticate", "Basic")
                .header("Authorization", "Bearer abc")
                .header("Accept", "application/json"));

        assertThat(event.path("headers").propertyNames())
                .contains("Authorization", "Accept", "Host")
                .doesNotContain("Te", "Max-forwards", "Www-authenticate", "Connection", "Upgrade", "Content-length");
    }

    @Test
    void a_client_can_add_to_where_a_request_came_from_but_not_replace_it() {
        JsonNode event = gateway.event(gateway.to("/v1/products")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Forwarded-Port", "443"));

        assertThat(event.path("headers").path("X-Forwarded-For").asString()).isEqualTo("203.0.113.7, 127.0.0.1");
        assertThat(event.path("headers").path("X-Forwarded-Port").asString()).isEqualTo(String.valueOf(gateway.port()));
        assertThat(event.path("requestContext")
                        .path("identity")
                        .path("sourceIp")
                        .asString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void a_binary_body_arrives_in_base64_and_any_other_as_text() {
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};

        JsonNode binary = gateway.event(gateway.to("/v1/products")
                .header("Content-Type", "image/png; q=1")
                .POST(BodyPublishers.ofByteArray(bytes)));
        JsonNode text = gateway.event(gateway.to("/v1/products")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(binary.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(binary.path("body").asString())).isEqualTo(bytes);
        assertThat(text.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(text.path("body").asString()).isEqualTo("{}");
    }
}
