package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products that go on sale at a time of their own, and off sale again. */
class PublicationTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    private final String product = STALL.drafted("seller", STORE, "Lantern typeface");

    @Test
    void what_is_published_for_later_is_for_sale_from_then_on_and_not_before() {
        STALL.readyFile("seller", product);
        Instant launch = inAWeek();
        ApiAnswer scheduled = publishAt(launch.toString());
        assertThat(scheduled.status()).isEqualTo(200);
        assertThat(scheduled.text("state")).isEqualTo("published");
        assertThat(scheduled.text("published_at")).isEqualTo(launch.toString());
        assertThat(STALL.product(product).status()).isEqualTo(404);
        assertThat(STALL.product("stranger", product).status()).isEqualTo(404);
        assertThat(STALL.cover(product).status()).isEqualTo(404);
        assertThat(STALL.product("seller", product).status()).isEqualTo(200);
        assertThat(listed()).doesNotContain(product);

        comes(launch);
        assertThat(STALL.product(product).status()).isEqualTo(200);
        assertThat(listed()).contains(product);
    }

    @Test
    void until_then_it_can_have_another_time_or_be_published_at_once_or_not_at_all() {
        STALL.readyFile("seller", product);
        publishAt(inAWeek().toString());
        Instant sooner = inAWeek().minus(Duration.ofDays(1));
        assertThat(publishAt(sooner.toString()).text("published_at")).isEqualTo(sooner.toString());
        ApiAnswer same = publishAt(sooner.toString());
        assertThat(same.header("ETag")).as("nothing has changed").isEqualTo("\"v3\"");
        assertThat(off("unpublish", "seller").text("state")).isEqualTo("draft");
        publishAt(sooner.toString());
        ApiAnswer now = STALL.publish("seller", product);
        assertThat(Instant.parse(now.text("published_at"))).isBeforeOrEqualTo(Instant.now());
        assertThat(STALL.product(product).status()).isEqualTo(200);
        assertThat(publishAt(sooner.toString()).body())
                .as("what is for sale stays so")
                .isEqualTo(now.body());
    }

    @Test
    void a_time_that_is_past_or_none_is_refused_and_changes_nothing() {
        STALL.readyFile("seller", product);
        for (String time : List.of("2020-01-01T00:00:00Z", "tomorrow", "2127-01-01", "+10000-01-01T00:00:00Z")) {
            ApiAnswer answer = publishAt(time);
            assertThat(answer.status()).as(time).isEqualTo(422);
            assertThat(answer.wrongFields()).containsExactly("publish_at");
        }
        assertThat(STALL.product("seller", product).text("state")).isEqualTo("draft");
    }

    @Test
    void what_is_taken_off_sale_is_its_owners_alone_and_can_come_back() {
        String sold = STALL.published("seller", STORE, "Sold");
        for (String way : List.of("unpublish", "archive")) {
            ApiAnswer gone = off(way, "seller", sold);
            assertThat(gone.status()).isEqualTo(200);
            assertThat(gone.text("state")).isEqualTo(way.equals("archive") ? "archived" : "draft");
            assertThat(gone.json().has("published_at")).isFalse();
            assertThat(off(way, "seller", sold).body())
                    .as("again changes nothing")
                    .isEqualTo(gone.body());
            assertThat(STALL.product(sold).status()).isEqualTo(404);
            assertThat(listed()).doesNotContain(sold);
            assertThat(deliverables(sold)).as("who has bought it keeps it").isOne();
            if (way.equals("archive")) {
                assertThat(STALL.publish("seller", sold).code()).isEqualTo("product_archived");
                off("unpublish", "seller", sold);
            }
            assertThat(STALL.publish("seller", sold).status()).isEqualTo(200);
            assertThat(listed()).contains(sold);
        }
    }

    @Test
    void what_is_archived_is_listed_apart() {
        off("archive", "seller", product);
        assertThat(mine("draft")).doesNotContain(product);
        assertThat(mine("archived")).contains(product);
        assertThat(STALL.ask(Stall.as("seller", "GET", "/v1/me/products").query("state", "gone"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void only_its_owner_takes_it_off_sale() {
        String sold = STALL.published("seller", STORE, "Coveted");
        assertThat(off("unpublish", "stranger", sold).status()).isEqualTo(404);
        assertThat(off("archive", "stranger", sold).status()).isEqualTo(404);
        assertThat(STALL.product(sold).status()).isEqualTo(200);
    }

    /** Red when what is found after publishing may be what somebody else has made of it. */
    @Test
    void of_many_who_publish_and_unpublish_at_once_each_is_done_whole() {
        STALL.readyFile("seller", product);
        for (int i = 0; i < 5; i++) {
            List<ApiAnswer> answers =
                    AtOnce.by(8, who -> who % 2 == 0 ? STALL.publish("seller", product) : off("unpublish", "seller"));
            assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        }
        ApiAnswer end = STALL.product("seller", product);
        assertThat(end.json().has("published_at")).isEqualTo(end.text("state").equals("published"));
    }

    private static Instant inAWeek() {
        return Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
    }

    private void comes(Instant launch) {
        Instant now = Instant.now();
        assertThat(STALL.database.update(
                        "UPDATE products SET on_sale_from = ? WHERE id = ? AND on_sale_from = ?",
                        now,
                        ProductId.parse(product),
                        launch))
                .isOne();
        assertThat(STALL.database.update(
                        "UPDATE listings SET on_sale_from = ? WHERE product_id = ? AND on_sale_from = ?",
                        now,
                        ProductId.parse(product),
                        launch))
                .isOne();
    }

    private ApiAnswer publishAt(String time) {
        return STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/publish")
                .path("product_id", product)
                .json("{\"publish_at\": \"" + time + "\"}"));
    }

    private ApiAnswer off(String way, String seller) {
        return off(way, seller, product);
    }

    private static ApiAnswer off(String way, String seller, String id) {
        return STALL.ask(
                Stall.as(seller, "POST", "/v1/products/{product_id}/" + way).path("product_id", id));
    }

    private static List<String> listed() {
        return ids(STALL.ask(ApiRequest.request("GET", "/v1/products").query("limit", "100")));
    }

    private static List<String> mine(String state) {
        return ids(STALL.ask(Stall.as("seller", "GET", "/v1/me/products")
                .query("state", state)
                .query("limit", "100")));
    }

    private static List<String> ids(ApiAnswer list) {
        return list.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private static int deliverables(String id) {
        return STALL.database
                .first(
                        "SELECT COUNT(*) AS files FROM deliverables WHERE product_id = ?",
                        row -> row.integer("files"),
                        ProductId.parse(id))
                .orElseThrow();
    }
}
