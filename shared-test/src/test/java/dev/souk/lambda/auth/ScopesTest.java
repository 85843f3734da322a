package dev.souk.lambda.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.api.Route;
import dev.souk.api.RouteTable;
import dev.souk.model.AccessScope;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopesTest {
    @Test
    void tokens_can_be_good_for_what_the_contract_asks_of_them_and_for_nothing_else() {
        assertThat(Stream.of("users", "catalog", "purchases", "webhooks")
                        .flatMap(function -> RouteTable.of(function).stream())
                        .map(Route::scope)
                        .flatMap(Optional::stream))
                .containsOnly(Arrays.stream(AccessScope.values())
                        .map(AccessScope::text)
                        .toArray(String[]::new));
    }

    @Test
    void a_scope_is_read_as_it_is_written() {
        for (AccessScope scope : AccessScope.values()) {
            assertThat(AccessScope.parse(scope.text())).contains(scope);
        }
        assertThat(AccessScope.parse("PRODUCTS_READ")).isEmpty();
    }
}
