package dev.souk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.api.Contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final List<Operation> operations = Contract.load().operations();

    @Test
    void the_functions_tables_together_say_what_the_contract_says() {
        Set<String> functions = new LinkedHashSet<>();
        for (Operation operation : operations) {
            if (operation.function() != null) {
                functions.add(operation.function());
            }
        }
        assertThat(functions).containsExactlyInAnyOrder("users", "catalog", "purchases", "webhooks");
        for (String function : functions) {
            List<Route> expected = new ArrayList<>();
            for (Operation operation : operations) {
                if (function.equals(operation.function())) {
                    expected.add(new Route(
                            operation.method(),
                            operation.pathTemplate(),
                            operation.id(),
                            operation.security(),
                            Optional.ofNullable(operation.scope()),
                            operation.roles(),
                            operation.admin()));
                }
            }
            assertThat(RouteTable.of(function)).isEqualTo(expected);
        }
    }

    @Test
    void a_route_says_who_may_call_it() {
        assertThat(RouteTable.of("purchases"))
                .contains(
                        new Route(
                                "POST",
                                "/v1/orders",
                                "createOrder",
                                List.of("none", "bearer"),
                                Optional.of("orders:write"),
                                List.of(),
                                false),
                        new Route(
                                "GET",
                                "/v1/orders/{order_id}",
                                "getOrder",
                                List.of("bearer", "purchase_token"),
                                Optional.of("orders:read"),
                                List.of(),
                                false));
        assertThat(RouteTable.of("users"))
                .contains(new Route(
                        "GET", "/v1/stores/{store}", "getStore", List.of("none"), Optional.empty(), List.of(), false));
    }

    @Test
    void a_function_that_the_contract_does_not_name_has_no_table() {
        assertThatThrownBy(() -> RouteTable.of("email"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no routes-email.txt: no operation in openapi.yaml names this function");
    }
}
