package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MyStoresTest {
    private static final People PEOPLE = new People();

    @Test
    void a_seller_lists_their_own_stores_newest_first_page_by_page() {
        for (int i = 0; i < 5; i++) {
            PEOPLE.opened("lister", "lister-" + i);
            PEOPLE.opened("someone-else", "else-" + i);
        }
        List<String> slugs = new ArrayList<>();
        ApiAnswer page = PEOPLE.ask(PEOPLE.stores("lister").query("limit", "2"));
        while (true) {
            assertThat(page.status()).isEqualTo(200);
            page.json()
                    .path("items")
                    .forEach(store -> slugs.add(store.path("slug").asString()));
            String cursor = page.text("next_cursor");
            if (cursor.isEmpty()) {
                break;
            }
            assertThat(page.header("Link")).isEqualTo("</v1/me/stores?limit=2&cursor=" + cursor + ">; rel=\"next\"");
            page = PEOPLE.ask(PEOPLE.stores("lister").query("limit", "2").query("cursor", cursor));
        }
        assertThat(slugs).containsExactlyInAnyOrder("lister-0", "lister-1", "lister-2", "lister-3", "lister-4");
        assertThat(slugs).hasSize(5);
        assertThat(page.header("Link")).isEmpty();
        assertThat(page.json().path("items").path(0).has("contact_email")).isTrue();
    }

    @Test
    void somebody_without_stores_gets_an_empty_list() {
        assertThat(PEOPLE.ask(PEOPLE.stores("idle")).body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void long_descriptions_make_short_pages_and_nothing_is_lost() {
        String wide = "<".repeat(5000);
        for (int i = 0; i < 40; i++) {
            PEOPLE.open("wordy", "{\"slug\": \"wordy-" + i + "\", \"name\": \"X\", \"description\": \"" + wide + "\"}");
        }
        ApiAnswer page = PEOPLE.ask(PEOPLE.stores("wordy").query("limit", "100"));
        int first = page.json().path("items").size();
        assertThat(first).isBetween(1, 39);
        ApiAnswer rest =
                PEOPLE.ask(PEOPLE.stores("wordy").query("limit", "100").query("cursor", page.text("next_cursor")));
        assertThat(first + rest.json().path("items").size()).isEqualTo(40);
    }

    @Test
    void a_cursor_or_a_limit_of_ones_own_making_is_refused() {
        for (String cursor : List.of("x", "MDFtODN3MWRyMGVtZjkyMHdxeTdwYnB5bmQ", "....", "a".repeat(2000), "")) {
            ApiAnswer answer = PEOPLE.ask(PEOPLE.stores("forger").query("cursor", cursor));
            assertThat(answer.status()).as(cursor).isEqualTo(400);
            assertThat(answer.wrongFields()).containsExactly("cursor");
        }
        for (String limit : List.of("0", "101", "-1", "1.5", "many", "", "99999999999")) {
            ApiAnswer answer = PEOPLE.ask(PEOPLE.stores("forger").query("limit", limit));
            assertThat(answer.status()).as(limit).isEqualTo(400);
            assertThat(answer.wrongFields()).containsExactly("limit");
        }
        assertThat(PEOPLE.ask(PEOPLE.stores("forger").query("limit", "1", "2")).status())
                .isEqualTo(400);
        assertThat(PEOPLE.ask(ApiRequest.request("GET", "/v1/me/stores")).status())
                .isEqualTo(401);
    }
}
