package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("owner", "paper-lanterns");
    private static final StoreId OTHER = STALL.store("stranger", "other-lanterns");

    static {
        member("editor", "editor");
        member("support", "support");
    }

    private static void member(String person, String role) {
        STALL.database.update(
                "INSERT INTO memberships (store_id, user_id, role, since) VALUES (?, ?, ?, ?)",
                STORE,
                Stall.idOf(person),
                role,
                Instant.now());
    }

    @Test
    void an_editor_looks_after_products_files_and_discounts_of_the_store() {
        String product = STALL.drafted("editor", STORE, "Lantern");
        STALL.readyFile("editor", product);
        Stall.expect(200, STALL.publish("editor", product));
        Stall.expect(
                200,
                STALL.ask(Stall.as("editor", "PATCH", "/v1/products/{product_id}")
                        .path("product_id", product)
                        .header("If-Match", STALL.product("editor", product).header("ETag"))
                        .json("{\"title\": \"Bright lantern\"}")));
        Stall.expect(
                200,
                STALL.ask(Stall.as("editor", "POST", "/v1/products/{product_id}/archive")
                        .path("product_id", product)));
        ApiAnswer discount = Stall.expect(201, STALL.offer("editor", "paper-lanterns", """
                {"code": "EDITORS", "percent_basis_points": 1000}"""));
        Stall.expect(200, STALL.change("editor", discount.text("id"), "\"v1\"", "{\"state\": \"disabled\"}"));
    }

    @Test
    void support_sees_drafts_and_discounts_and_changes_nothing() {
        String product = STALL.drafted("owner", STORE, "Lantern");
        String discount =
                Stall.expect(201, STALL.offer("owner", "paper-lanterns", """
                {"code": "LOOKATME", "percent_basis_points": 1000}""")).text("id");
        Stall.expect(200, STALL.product("support", product));
        Stall.expect(200, STALL.discount("support", discount));
        Map<String, Function<String, ApiAnswer>> acts = Map.of(
                "draft", person -> STALL.draft(person, """
                        {"store_id": "%s", "title": "x", "price": {"amount": 0, "currency": "USD"}}""".formatted(STORE.text())),
                "edit",
                        person -> STALL.ask(Stall.as(person, "PATCH", "/v1/products/{product_id}")
                                .path("product_id", product)
                                .header("If-Match", "\"v1\"")
                                .json("{\"title\": \"x\"}")),
                "publish", person -> STALL.publish(person, product),
                "announce",
                        person -> STALL.announce(
                                person, product, Bytes.of("bytes").announcement()),
                "offer", person -> STALL.offer(person, "paper-lanterns", """
                        {"code": "SUPPORT", "percent_basis_points": 1000}"""),
                "change", person -> STALL.change(person, discount, "\"v1\"", "{\"state\": \"disabled\"}"));
        acts.forEach((what, act) -> {
            ApiAnswer refused = act.apply("support");
            assertThat(refused.status()).as(what).isEqualTo(403);
            assertThat(refused.text("code")).as(what).isEqualTo("role_required");
            assertThat(refused.text("detail")).as(what).contains("the role owner or editor", "yours is support");
            assertThat(act.apply("stranger").status())
                    .as("%s by somebody else", what)
                    .isIn(404, 422);
        });
        assertThat(STALL.product("owner", product).text("title")).isEqualTo("Lantern");
    }

    @Test
    void ones_products_are_those_of_all_stores_that_one_is_a_member_of() {
        String draft = STALL.drafted("owner", STORE, "Draft");
        STALL.drafted("stranger", OTHER, "Not for members of another store");
        for (String person : List.of("owner", "editor", "support")) {
            ApiAnswer mine = Stall.expect(200, STALL.ask(Stall.as(person, "GET", "/v1/me/products")));
            List<String> titles = mine.json()
                    .path("items")
                    .valueStream()
                    .map(item -> item.path("id").asString()
                            + item.path("store").path("slug").asString())
                    .collect(Collectors.toList());
            assertThat(titles).contains(draft + "paper-lanterns").allMatch(each -> each.endsWith("paper-lanterns"));
        }
    }

    @Test
    void who_is_removed_can_do_nothing_from_then_on() {
        member("leaver", "editor");
        String product = STALL.drafted("leaver", STORE, "Lantern");
        STALL.database.update("DELETE FROM memberships WHERE user_id = ?", Stall.idOf("leaver"));
        assertThat(STALL.product("leaver", product).status()).isEqualTo(404);
        assertThat(STALL.publish("leaver", product).status()).isEqualTo(404);
        assertThat(STALL.ask(Stall.as("leaver", "GET", "/v1/me/products"))
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
        Stall.expect(200, STALL.product("owner", product));
    }

    /** Where it is looked up who is what: neither all stores nor all memberships are read for it. */
    @Test
    void roles_are_looked_up_by_index() {
        List<String> plan = STALL.database.query(
                "EXPLAIN SELECT p.id FROM products p WHERE p.id = ? AND p.store_id IN (SELECT m.store_id FROM store_members m"
                        + " WHERE m.user_id = ? AND FIND_IN_SET(m.role, ?) > 0)",
                row -> row.findText("table").orElse("") + " "
                        + row.findText("type").orElse("") + " "
                        + row.findText("key").orElse(""),
                Stall.idOf("owner"),
                Stall.idOf("owner"),
                "owner,editor");
        assertThat(plan).noneMatch(step -> step.startsWith("stores ALL") || step.startsWith("memberships ALL"));
    }
}
