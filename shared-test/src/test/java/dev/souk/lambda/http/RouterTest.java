package dev.souk.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.api.Route;
import dev.souk.api.RouteTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Endpoint ENDPOINT = _ -> new HttpResponse(204, Map.of(), null);

    @Test
    void an_operation_of_the_contract_that_nobody_serves_stops_the_start_and_is_named() {
        Router.Builder router = Router.of("users");
        for (Route route : RouteTable.of("users")) {
            if (!route.operationId().equals("updateMe") && !route.operationId().equals("getStore")) {
                router.on(route.operationId(), ENDPOINT);
            }
        }
        assertThatThrownBy(router::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("updateMe")
                .hasMessageContaining("getStore")
                .hasMessageContaining("users");
    }

    @Test
    void an_endpoint_of_no_operation_stops_the_start_and_is_named() {
        Router.Builder router = all().on("makeCoffee", ENDPOINT);
        assertThatThrownBy(router::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("makeCoffee");
    }

    @Test
    void two_endpoints_for_one_operation_stop_the_start() {
        assertThatThrownBy(() -> all().on("getMe", ENDPOINT)).hasMessageContaining("getMe");
    }

    @Test
    void a_function_that_the_contract_does_not_know_does_not_start() {
        assertThatThrownBy(() -> Router.of("nobody").build()).hasMessageContaining("nobody");
    }

    @Test
    void head_is_served_where_get_is_and_every_address_takes_options() {
        Router router = all().build();
        assertThat(router.find("HEAD", "/v1/me")).isSameAs(router.find("GET", "/v1/me"));
        assertThat(router.methodsOf("/v1/me")).containsExactlyInAnyOrder("GET", "PATCH", "HEAD", "OPTIONS");
        assertThat(router.methodsOf("/v1/stores")).containsExactlyInAnyOrder("POST", "OPTIONS");
        assertThat(router.methodsOf("/v1/nothing")).isEmpty();
    }

    private static Router.Builder all() {
        Router.Builder router = Router.of("users");
        RouteTable.of("users").forEach(route -> router.on(route.operationId(), ENDPOINT));
        return router;
    }
}
