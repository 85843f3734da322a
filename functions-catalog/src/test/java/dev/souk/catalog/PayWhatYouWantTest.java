package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayWhatYouWantTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @Test
    void a_price_is_fixed_unless_it_is_said_to_be_the_least() {
        ApiAnswer fixed = draft("");
        assertThat(fixed.text("pricing")).isEqualTo("fixed");
        assertThat(fixed.json().has("suggested_price")).isFalse();

        ApiAnswer open = draft("""
                , "pricing": "pay_what_you_want", "suggested_price": {"amount": 2000, "currency": "USD"}""");
        assertThat(open.status()).isEqualTo(201);
        assertThat(open.text("pricing")).isEqualTo("pay_what_you_want");
        assertThat(open.json().path("price").path("amount").asInt()).isEqualTo(1250);
        assertThat(open.json().path("suggested_price").toString()).isEqualTo("{\"amount\":2000,\"currency\":\"USD\"}");
        assertThat(STALL.product("seller", open.text("id")).body()).isEqualTo(open.body());
    }

    @Test
    void everybody_sees_how_it_is_priced() {
        String id = draft(", \"pricing\": \"pay_what_you_want\"").text("id");
        STALL.readyFile("seller", id);
        STALL.publish("seller", id);
        assertThat(STALL.product(id).text("pricing")).isEqualTo("pay_what_you_want");
        assertThat(STALL.ask(ApiRequest.request("GET", "/v1/products").query("store", "paper-lanterns"))
                        .json()
                        .path("items")
                        .path(0)
                        .path("pricing")
                        .asString())
                .isEqualTo("pay_what_you_want");
    }

    @Test
    void what_does_not_go_together_is_refused_with_the_field_that_is_wrong() {
        record Case(String more, String field) {}
        for (Case each : List.of(
                new Case(", \"pricing\": \"auction\"", "pricing"),
                new Case(", \"suggested_price\": {\"amount\": 2000, \"currency\": \"USD\"}", "suggested_price"),
                new Case(
                        ", \"pricing\": \"pay_what_you_want\", \"suggested_price\": {\"amount\": 1249, \"currency\": \"USD\"}",
                        "suggested_price.amount"),
                new Case(
                        ", \"pricing\": \"pay_what_you_want\", \"suggested_price\": {\"amount\": 2000, \"currency\": \"EUR\"}",
                        "suggested_price.currency"),
                new Case(
                        ", \"pricing\": \"pay_what_you_want\", \"suggested_price\": {\"amount\": 2000}",
                        "suggested_price.currency"))) {
            ApiAnswer answer = draft(each.more);
            assertThat(answer.status()).as(each.more).isEqualTo(422);
            assertThat(answer.wrongFields()).as(each.more).containsExactly(each.field);
        }
    }

    @Test
    void an_edit_is_judged_by_what_would_come_of_it() {
        String id = draft("""
                , "pricing": "pay_what_you_want", "suggested_price": {"amount": 2000, "currency": "USD"}""").text("id");
        ApiAnswer above = STALL.edit("seller", id, "\"v1\"", """
                {"price": {"amount": 2001, "currency": "USD"}}""");
        assertThat(above.status()).isEqualTo(422);
        assertThat(above.wrongFields()).containsExactly("suggested_price.amount");
        ApiAnswer both = STALL.edit("seller", id, "\"v1\"", """
                {"price": {"amount": 3000, "currency": "USD"}, "suggested_price": {"amount": 4000, "currency": "USD"}}""");
        assertThat(both.status()).isEqualTo(200);
        assertThat(both.json().path("suggested_price").path("amount").asInt()).isEqualTo(4000);
        ApiAnswer fixed = STALL.edit("seller", id, "\"v2\"", "{\"pricing\": \"fixed\"}");
        assertThat(fixed.json().has("suggested_price")).isFalse();
        assertThat(fixed.json().path("price").path("amount").asInt()).isEqualTo(3000);
        ApiAnswer renamed = STALL.edit("seller", id, "\"v3\"", "{\"title\": \"Other\"}");
        assertThat(renamed.text("pricing")).isEqualTo("fixed");
    }

    private static ApiAnswer draft(String more) {
        return STALL.draft("seller", """
                {"store_id": "%s", "title": "X", "price": {"amount": 1250, "currency": "USD"}%s}""".formatted(STORE.text(), more));
    }
}
