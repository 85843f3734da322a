package dev.souk.live;

import static dev.souk.live.LiveDesk.tokenOf;
import static dev.souk.live.LiveDesk.watching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestIssuer;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Those who are connected, as the function sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveHandlerTest {
    private static final String ONE = "L0SM9cOFvHcCIhw=";
    private static final String OTHER = "L0SNAcOFvHcCJhw=";

    private final LiveDesk desk = new LiveDesk(TestDatabase.fresh());

    @BeforeEach
    void connect() {
        desk.disconnect(ONE);
        desk.disconnect(OTHER);
        assertThat(desk.connect(ONE)).isEqualTo(200);
    }

    @AfterAll
    void close() {
        desk.close();
    }

    @Test
    void a_guest_who_has_the_purchase_token_watches_the_order_and_hears_how_it_stands() {
        OrderId order = desk.anOrder();
        desk.move(order, "paid");
        JsonNode told = desk.watch(ONE, order);
        assertThat(told.toString())
                .isEqualTo("{\"type\":\"order\",\"order\":\"" + order
                        + "\",\"state\":\"paid\",\"payment_page\":false,\"version\":1}");
        assertThat(desk.watchers()).containsExactly(ONE);
    }

    @Test
    void the_buyer_watches_by_a_bearer_token() {
        OrderId order = desk.anOrderOf(Optional.of(user("ada")));
        JsonNode told = desk.say(ONE, watching(order, "token", TestIssuer.tokenFor("ada")));
        assertThat(told.path("state").asString()).isEqualTo("awaiting_payment");
        assertThat(desk.watchers()).containsExactly(ONE);
    }

    @Test
    void a_wrong_token_another_s_order_and_no_order_are_the_same() {
        OrderId order = desk.anOrderOf(Optional.of(user("ada")));
        OrderId none = new OrderId(UUID.randomUUID());
        List<JsonNode> answers = List.of(
                desk.say(ONE, watching(order, "purchase_token", tokenOf(desk.anOrder()))),
                desk.say(ONE, watching(order, "purchase_token", "")),
                desk.say(ONE, watching(order, "token", TestIssuer.tokenFor("grace"))),
                desk.say(ONE, watching(none, "purchase_token", tokenOf(none))),
                desk.say(ONE, watching(none, "token", TestIssuer.tokenFor("ada"))));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.toString())
                        .startsWith("{\"type\":\"error\",\"code\":\"not_found\",\"message\":\"There is no such order"));
        assertThat(desk.watchers()).isEmpty();
    }

    @Test
    void a_bearer_token_that_does_not_hold_opens_nothing() {
        OrderId order = desk.anOrderOf(Optional.of(user("ada")));
        String old = TestIssuer.token(claims -> claims.subject("ada").expirationTime(Date.from(Instant.EPOCH)));
        for (String token : List.of(old, "nonsense", "a.b.c", TestIssuer.tokenFor("ada") + "x")) {
            JsonNode answer = desk.say(ONE, watching(order, "token", token));
            assertThat(answer.path("code").asString()).isEqualTo("token_invalid");
            assertThat(answer.path("field").asString()).isEqualTo("token");
        }
        assertThat(desk.watchers()).isEmpty();
    }

    @Test
    void what_is_wrong_with_a_message_is_said_and_nothing_is_changed() {
        OrderId order = desk.anOrder();
        String watch = watching(order, "purchase_token", tokenOf(order));
        wrong("", "malformed_json", "");
        wrong("{\"action\":\"watch\"", "malformed_json", "");
        wrong("[]", "wrong_type", "");
        wrong("{}", "required", "action");
        wrong("{\"action\":\"dance\"}", "unknown_action", "action");
        wrong("{\"action\":7}", "wrong_type", "action");
        wrong("{\"action\":\"watch\"}", "required", "order");
        wrong("{\"action\":\"watch\",\"order\":\"prd_x\"}", "wrong_type", "order");
        wrong("{\"action\":\"watch\",\"order\":\"" + order + "\"}", "required", "purchase_token");
        wrong(watch.replace("}", ",\"token\":\"t\"}"), "ambiguous", "token");
        wrong(watch.replace("}", ",\"more\":1}"), "unknown_field", "more");
        wrong(watch.replace("token of ", "x".repeat(12 * 1024)), "message_too_long", "");
        assertThat(desk.watchers()).isEmpty();
        assertThat(desk.connections()).containsExactly(ONE);
    }

    private void wrong(String message, String code, String field) {
        JsonNode answer = desk.say(ONE, message);
        assertThat(answer.path("type").asString()).as("%s", message).isEqualTo("error");
        assertThat(answer.path("code").asString()).as("%s", message).isEqualTo(code);
        assertThat(answer.path("field").asString("")).as("%s", message).isEqualTo(field);
        assertThat(answer.path("message").asString()).startsWith(field.isEmpty() ? "The message " : field + " ");
    }

    @Test
    void a_message_that_is_no_text_is_wrong() {
        JsonNode answer = desk.answer("{\"requestContext\":{\"eventType\":\"MESSAGE\",\"connectionId\":\"" + ONE
                + "\",\"requestId\":\"r\"},\"body\":\"e30=\",\"isBase64Encoded\":true}");
        assertThat(answer.path("body").asString()).contains("\"code\":\"wrong_type\"");
    }

    @Test
    void what_api_gateway_did_not_make_is_refused() {
        for (String event : List.of(
                "",
                "{}",
                "{\"requestContext\":{\"eventType\":\"MESSAGE\"},\"body\":\"{}\"}",
                "{\"requestContext\":{\"eventType\":\"MESSAGE\",\"connectionId\":\"a'b\"},\"body\":\"{}\"}",
                "{\"requestContext\":{\"eventType\":\"OTHER\",\"connectionId\":\"" + ONE + "\"}}")) {
            assertThat(desk.answer(event).path("statusCode").asInt())
                    .as("%s", event)
                    .isEqualTo(400);
        }
    }

    @Test
    void who_is_not_connected_watches_nothing() {
        assertThat(desk.watch(OTHER, desk.anOrder()).path("code").asString()).isEqualTo("not_connected");
        assertThat(desk.watchers()).isEmpty();
    }

    @Test
    void who_goes_watches_nothing_any_more_and_may_be_told_of_twice() {
        desk.connect(OTHER);
        desk.watch(OTHER, desk.anOrder());
        desk.watch(OTHER, desk.anOrder());
        desk.watch(ONE, desk.anOrder());
        assertThat(desk.connect(OTHER)).isEqualTo(200);
        assertThat(desk.disconnect(OTHER)).isEqualTo(200);
        assertThat(desk.disconnect(OTHER)).isEqualTo(200);
        assertThat(desk.watchers()).containsExactly(ONE);
        assertThat(desk.connections()).containsExactly(ONE);
    }

    @Test
    void an_order_is_watched_once_and_then_no_more() {
        OrderId order = desk.anOrder();
        desk.watch(ONE, order);
        desk.watch(ONE, order);
        assertThat(desk.watchers()).containsExactly(ONE);
        JsonNode answer = desk.say(ONE, "{\"action\":\"unwatch\",\"order\":\"" + order + "\"}");
        assertThat(answer.toString()).isEqualTo("{\"type\":\"unwatched\",\"order\":\"" + order + "\"}");
        assertThat(desk.watchers()).isEmpty();
    }

    @Test
    void a_ping_is_answered() {
        assertThat(desk.say(ONE, "{\"action\":\"ping\"}").toString()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void a_connection_watches_so_many_orders_and_an_order_has_so_many_watchers() {
        OrderId first = desk.anOrder();
        desk.watch(ONE, first);
        for (int i = 1; i < 20; i++) {
            assertThat(desk.watch(ONE, desk.anOrder()).path("type").asString()).isEqualTo("order");
        }
        assertThat(desk.watch(ONE, desk.anOrder()).path("code").asString()).isEqualTo("too_many_watches");
        assertThat(desk.watch(ONE, first).path("type").asString()).isEqualTo("order");

        for (int i = 1; i < 20; i++) {
            desk.connect("other" + i);
            desk.watch("other" + i, first);
        }
        desk.connect(OTHER);
        assertThat(desk.watch(OTHER, first).path("code").asString()).isEqualTo("too_many_watchers");
        for (int i = 1; i < 20; i++) {
            desk.disconnect("other" + i);
        }
    }

    @Test
    void no_token_is_logged() {
        OrderId order = desk.anOrder();
        String bearer = TestIssuer.tokenFor("ada");
        desk.watch(ONE, order);
        desk.say(ONE, watching(order, "purchase_token", "a wrong one"));
        desk.say(ONE, watching(order, "token", bearer));
        desk.say(ONE, watching(order, "token", bearer + "x"));
        assertThat(desk.log.text())
                .contains("live.watch", "\"order\":\"" + order + "\"")
                .doesNotContain("token of", "a wrong one", bearer);
    }

    /** A connection that cannot be kept is refused, so that its client asks by HTTP; who is connected hears it. */
    @Test
    void a_database_that_is_away_is_no_broken_function() {
        Map<String, String> away = new HashMap<>(desk.variables());
        away.put("DATABASE_URL", "jdbc:mysql://127.0.0.1:9/souk");
        try (LiveDesk other = desk.on(away)) {
            assertThat(other.connect(ONE)).isEqualTo(500);
            assertThat(other.watch(ONE, new OrderId(UUID.randomUUID()))
                            .path("code")
                            .asString())
                    .isEqualTo("unavailable");
        }
    }

    @Test
    void every_variable_that_is_missing_is_named() {
        for (String name : List.of("DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD", "OIDC_ISSUER")) {
            Map<String, String> less = new HashMap<>(desk.variables());
            less.remove(name);
            assertThatThrownBy(() -> new LiveHandler(Environment.of(less), Clock.systemUTC(), desk.log.log()))
                    .isInstanceOf(MissingVariable.class)
                    .hasMessageContaining(name);
        }
    }

    private static UserId user(String name) {
        return UserId.of(TestIssuer.variables().getOrDefault("OIDC_ISSUER", ""), name);
    }
}
