package dev.souk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.souk.api.Contract.Match;
import dev.souk.api.Contract.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractTest {
    private final Contract contract = Contract.load();

    @Test
    void a_request_finds_its_operation_and_its_parameters() {
        Match match = match("POST", "/v1/products/prd_1/files/fil_2/complete");
        assertThat(match.operation().id()).isEqualTo("completeFile");
        assertThat(match.operation().function()).isEqualTo("catalog");
        assertThat(match.operation().pathTemplate()).isEqualTo("/v1/products/{product_id}/files/{file_id}/complete");
        assertThat(match.pathParameters()).containsExactly(entry("product_id", "prd_1"), entry("file_id", "fil_2"));
    }

    @Test
    void the_webhook_goes_to_a_queue_and_to_no_function() {
        Operation webhook = match("POST", "/v1/webhooks/stripe").operation();
        assertThat(webhook.queue()).isEqualTo("payment-events");
        assertThat(webhook.function()).isNull();
        assertThat(webhook.security()).containsExactly("none");
    }

    @Test
    void security_is_told_as_alternatives() {
        assertThat(match("GET", "/v1/me").operation().security()).containsExactly("bearer");
        assertThat(match("GET", "/v1/products").operation().security()).containsExactly("none");
        assertThat(match("POST", "/v1/orders").operation().security()).containsExactly("none", "bearer");
        assertThat(match("GET", "/v1/purchases").operation().security()).containsExactly("bearer", "purchase_token");
    }

    @Test
    void a_path_knows_its_methods() {
        assertThat(contract.methodsOf("/v1/orders")).containsExactly("POST", "GET");
        assertThat(contract.methodsOf("/v1/stores/paper-lanterns")).containsExactly("GET", "PATCH");
        assertThat(contract.match("DELETE", "/v1/orders")).isEmpty();
    }

    @Test
    void a_path_that_is_not_in_the_contract_has_no_methods() {
        assertThat(contract.methodsOf("/v1/nothing")).isEmpty();
        assertThat(contract.methodsOf("/v1")).isEmpty();
        assertThat(contract.methodsOf("/")).isEmpty();
        assertThat(contract.methodsOf("")).isEmpty();
        assertThat(contract.methodsOf("v1/me")).isEmpty();
        assertThat(contract.match("GET", "/v1/nothing")).isEmpty();
    }

    @Test
    void parameters_stay_percent_encoded_and_an_encoded_slash_parts_nothing() {
        assertThat(match("GET", "/v1/stores/a%2Fb%20c+d").pathParameters())
                .containsExactly(entry("store", "a%2Fb%20c+d"));
    }

    @Test
    void an_empty_segment_is_no_parameter_and_a_slash_at_the_end_another_path() {
        assertThat(contract.methodsOf("/v1/stores/")).isEmpty();
        assertThat(contract.methodsOf("/v1/me/")).isEmpty();
        assertThat(contract.methodsOf("/v1//me")).isEmpty();
        assertThat(contract.methodsOf("/v1/products//files")).isEmpty();
    }

    @Test
    void paths_and_methods_are_told_apart_by_case() {
        assertThat(contract.methodsOf("/V1/me")).isEmpty();
        assertThat(contract.match("get", "/v1/me")).isEmpty();
    }

    @Test
    void a_literal_segment_wins_over_a_parameter_wherever_it_stands_in_the_file() {
        Contract made = Contract.parse(Yamls.contract(
                Yamls.operation("/things/{thing}", "get", "getThing"),
                Yamls.operation("/things/newest", "get", "getNewest"),
                Yamls.operation("/things/{thing}", "delete", "deleteThing")
                        .replace("/things/{thing}:", "/things/{thing}/parts:")));
        assertThat(made.match("GET", "/things/newest").orElseThrow().operation().id())
                .isEqualTo("getNewest");
        assertThat(made.match("GET", "/things/oldest").orElseThrow().pathParameters())
                .isEqualTo(Map.of("thing", "oldest"));
        assertThat(made.methodsOf("/things/newest")).containsExactly("GET");
    }

    @Test
    void a_literal_that_leads_nowhere_gives_way_to_the_parameter() {
        Contract made = Contract.parse(Yamls.contract(
                Yamls.operation("/a/fixed/x", "get", "one"), Yamls.operation("/a/{any}/y", "get", "two")));
        assertThat(made.match("GET", "/a/fixed/y").orElseThrow().pathParameters())
                .isEqualTo(Map.of("any", "fixed"));
        assertThat(made.match("GET", "/a/fixed/z")).isEmpty();
    }

    private Match match(String method, String path) {
        return contract.match(method, path).orElseThrow();
    }
}
