package dev.souk.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.lambda.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private final Cursors cursors = new Cursors(new Secret("a secret of this test"));

    @Test
    void a_cursor_leads_back_to_its_place() {
        for (String place : List.of("", "2026-01-31T12:00:00Z ord_x", "é😀")) {
            assertThat(cursors.read(at(cursors.write("orders", place)), "orders"))
                    .contains(place);
        }
        assertThat(cursors.read(request(Map.of()), "orders")).isEmpty();
    }

    @Test
    void a_cursor_that_is_forged_or_of_another_list_or_of_another_secret_is_400() {
        String good = cursors.write("orders", "place");
        List<String> bad = new ArrayList<>(List.of(
                "",
                "x",
                "AAAA",
                "!!!",
                good + "A",
                good.substring(1),
                "x".repeat(600),
                "é",
                new Cursors(new Secret("another")).write("orders", "place"),
                cursors.write("purchases", "place"),
                cursors.write("order", "splace")));
        for (int i = 0; i < good.length() - 1; i++) {
            char flipped = good.charAt(i) == 'A' ? 'B' : 'A';
            bad.add(good.substring(0, i) + flipped + good.substring(i + 1));
        }
        for (String cursor : bad) {
            Refused refused = catchThrowableOfType(Refused.class, () -> cursors.read(at(cursor), "orders"));
            assertThat(refused).as(cursor).isNotNull();
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().code()).isEqualTo("invalid_cursor");
            assertThat(refused.problem().errors().getFirst().field()).isEqualTo("cursor");
        }
    }

    @Test
    void a_limit_is_20_unless_it_is_said_and_100_at_most() {
        assertThat(Cursors.limit(request(Map.of()))).isEqualTo(20);
        assertThat(Cursors.limit(request(Map.of("limit", List.of("1"))))).isEqualTo(1);
        assertThat(Cursors.limit(request(Map.of("limit", List.of("100"))))).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "1.5", "", "ten", "99999999999", " 5"})
    void a_limit_that_is_none_is_400(String limit) {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> Cursors.limit(request(Map.of("limit", List.of(limit)))));
        assertThat(refused.problem().code()).isEqualTo("out_of_range");
    }

    @Test
    void a_page_links_to_the_next_one_with_all_that_was_asked_for() {
        HttpResponse response = new Page<>(List.of("a"), Optional.of("next&cursor"))
                .response(request(Map.of("q", List.of("a b&c"), "cursor", List.of("old"))));
        assertThat(response.headers().get("Link"))
                .isEqualTo("</v1/orders?q=a+b%26c&cursor=next%26cursor>; rel=\"next\"");
        assertThat(response.body()).isEqualTo("{\"items\":[\"a\"],\"next_cursor\":\"next&cursor\"}");
        HttpResponse last = new Page<>(List.of("a"), Optional.empty()).response(request(Map.of()));
        assertThat(last.headers()).doesNotContainKey("Link");
        assertThat(last.body()).isEqualTo("{\"items\":[\"a\"]}");
    }

    @Test
    void a_page_is_full_at_its_limit_or_when_it_is_too_heavy() {
        List<String> five = List.of("1", "2", "3", "4", "5");
        assertThat(Page.of(five, 4, String::length, item -> item))
                .isEqualTo(new Page<>(List.of("1", "2", "3", "4"), Optional.of("4")));
        assertThat(Page.of(five, 5, String::length, item -> item)).isEqualTo(new Page<>(five, Optional.empty()));
        assertThat(Page.of(five, 5, _ -> 500_000, item -> item)).isEqualTo(new Page<>(List.of("1"), Optional.of("1")));
        assertThat(Page.of(five, 5, _ -> 5_000_000, item -> item).items()).containsExactly("1");
    }

    private static HttpRequest at(String cursor) {
        return request(Map.of("cursor", List.of(cursor)));
    }

    private static HttpRequest request(Map<String, List<String>> query) {
        return new HttpRequest(
                "request",
                "listOrders",
                "GET",
                "/v1/orders",
                Map.of(),
                query,
                Map.of(),
                new byte[0],
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }
}
