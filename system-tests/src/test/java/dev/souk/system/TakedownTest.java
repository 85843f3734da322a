package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the platform takes off its pages, what sellers say about that, and what is decided then. */
@Tag("any-mode")
@Tag("not-on-localstack") // There as in the cloud letters wait for the next minute's sweep.
class TakedownTest {
    private static final Target SOUK = Target.it();
    private static final String ADMIN = SOUK.token("admin");
    private static final String WISH = "{\"reason\": \"copyright\", \"explanation\": \"It is theirs.\"}";
    private static final String OTHER = "{\"reason\": \"spam\", \"explanation\": \"It is theirs.\"}";

    @Test
    void a_product_that_is_taken_down_is_gone_for_all_but_its_buyers_and_its_seller() {
        Shop shop = new Shop();
        String product = shop.product("Lantern", 900, Shop.bytes("the goods"));
        String other = shop.product("Other", 900, Shop.bytes("more goods"));
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        Buyer early = new Buyer();
        Reply waiting = early.ordersAsGuest(product);
        String takedown = "/v1/admin/products/" + product + "/takedown";
        decide(takedown, "reinstated", "Nothing was").wrong(404);

        Reply taken = admin("PUT", takedown).json(WISH).ok(200);
        assertThat(taken.text("state")).isEqualTo("standing");
        assertThat(admin("PUT", takedown).json(WISH).ok(200).text("id")).isEqualTo(taken.text("id"));
        assertThat(admin("PUT", takedown).json(OTHER).wrong(409).code()).isEqualTo("taken_down_already");

        SOUK.call("GET", "/v1/products/" + product).wrong(404);
        SOUK.call("GET", "/v1/products/" + product + "/reviews").wrong(404);
        assertThat(found(shop)).containsExactly(other);
        assertThat(order(product).wrong(409).code()).isEqualTo("product_not_for_sale");
        assertThat(report(product).wrong(422).wrongFields()).containsExactly("subject");
        assertThat(download(order).status()).as("who has bought it").isEqualTo(201);
        early.pays(waiting, Buyer.GOOD_CARD);
        early.seesPaid(waiting);

        Reply own =
                SOUK.call("GET", "/v1/products/" + product).bearer(shop.token).ok(200);
        assertThat(own.text("state")).isEqualTo("taken_down");
        for (String act : List.of("publish", "unpublish", "archive")) {
            assertThat(SOUK.call("POST", "/v1/products/" + product + "/" + act)
                            .bearer(shop.token)
                            .wrong(409)
                            .code())
                    .as(act)
                    .isEqualTo("product_taken_down");
        }
        SOUK.call("PATCH", "/v1/products/" + product)
                .bearer(shop.token)
                .header("If-Match", own.header("ETag"))
                .json("{\"title\": \"A lantern of our own\"}")
                .ok(200);
        SOUK.call("GET", "/v1/products/" + product).wrong(404);
        Reply seen = SOUK.call("GET", "/v1/products/" + product + "/takedown")
                .bearer(shop.token)
                .ok(200);
        assertThat(seen.text("reason")).isEqualTo("copyright");
        assertThat(seen.text("explanation")).isEqualTo("It is theirs.");
        mail(shop, 1, "Your product was taken down: Lantern", "It is theirs.");

        assertThat(decide(takedown, "upheld", "No appeal yet").wrong(409).code())
                .isEqualTo("takedown_decided");
        appeal("/v1/products/" + product, shop, "It is ours.").ok(200);
        assertThat(appeal("/v1/products/" + product, shop, "It is ours.")
                        .ok(200)
                        .text("state"))
                .isEqualTo("appealed");
        assertThat(appeal("/v1/products/" + product, shop, "Really.").wrong(409).code())
                .isEqualTo("appealed_already");
        assertThat(subjects("/v1/admin/takedowns", shop, "appealed")).containsExactly(product);
        decide(takedown, "upheld", "It is not.").ok(200);
        decide(takedown, "upheld", "It is not.").ok(200);
        mail(shop, 2, "stays taken down", "It is not.");
        decide(takedown, "reinstated", "It is after all.").ok(200);
        decide(takedown, "reinstated", "It is after all.").ok(200);
        mail(shop, 3, "is back", "It is after all.");
        assertThat(decide(takedown, "upheld", "Or not.").wrong(409).code()).isEqualTo("takedown_decided");

        assertThat(SOUK.call("GET", "/v1/products/" + product).ok(200).text("title"))
                .isEqualTo("A lantern of our own");
        assertThat(found(shop)).containsExactlyInAnyOrder(other, product);
        SOUK.call("GET", "/v1/products/" + product + "/takedown")
                .bearer(shop.token)
                .wrong(404);
        appeal("/v1/products/" + product, shop, "Too late").wrong(404);
        assertThat(acts(shop))
                .containsSubsequence(
                        "platform.product_reinstated",
                        "platform.product_takedown_upheld",
                        "takedown.appealed",
                        "platform.product_taken_down")
                .containsOnlyOnce("platform.product_reinstated", "platform.product_taken_down");
    }

    @Test
    void a_store_that_is_taken_down_is_gone_with_all_that_is_in_it() {
        Shop shop = new Shop();
        String product = shop.product("Lantern", 900, Shop.bytes("the goods"));
        String store = "/v1/stores/" + shop.slug;
        String takedown = "/v1/admin/stores/" + shop.slug + "/takedown";
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        SOUK.call("GET", store + "/takedown").bearer(shop.token).wrong(404);

        admin("PUT", takedown).json(WISH).ok(200);
        admin("PUT", takedown).json(WISH).ok(200);
        assertThat(admin("PUT", takedown).json(OTHER).wrong(409).code()).isEqualTo("taken_down_already");
        SOUK.call("GET", store).wrong(404);
        SOUK.call("GET", "/v1/products/" + product).wrong(404);
        SOUK.call("GET", store + "/products/lantern").wrong(404);
        assertThat(found(shop)).isEmpty();
        assertThat(order(product).wrong(409).code()).isEqualTo("product_not_for_sale");
        assertThat(report(shop.storeId).wrong(422).wrongFields()).containsExactly("subject");
        assertThat(download(order).status()).as("who has bought there").isEqualTo(201);
        assertThat(admin("GET", "/v1/admin/stores/" + shop.slug).ok(200).text("taken_down_at"))
                .isNotEmpty();
        assertThat(SOUK.call("GET", "/v1/me/stores")
                        .bearer(shop.token)
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .has("taken_down_at"))
                .isTrue();
        assertThat(SOUK.call("GET", store + "/takedown")
                        .bearer(shop.token)
                        .ok(200)
                        .text("reason"))
                .isEqualTo("copyright");
        mail(shop, 1, "Your store was taken down: A shop", "It is theirs.");

        appeal(store, shop, "It is ours.").ok(200);
        assertThat(appeal(store, shop, "Really.").wrong(409).code()).isEqualTo("appealed_already");
        assertThat(subjects("/v1/admin/store-takedowns", shop, "appealed")).containsExactly(shop.storeId);
        decide(takedown, "reinstated", "It is.").ok(200);
        assertThat(decide(takedown, "upheld", "Or not.").wrong(409).code()).isEqualTo("takedown_decided");
        SOUK.call("GET", store).ok(200);
        assertThat(found(shop)).containsExactly(product);
        new Buyer().ordersAsGuest(product);
        mail(shop, 2, "Your store is back", "It is.");
        assertThat(acts(shop)).containsSubsequence("platform.store_reinstated", "platform.store_taken_down");
    }

    @Test
    void a_review_that_is_taken_down_counts_no_more_whatever_its_author_does() {
        Shop shop = new Shop();
        String product = shop.product("Lantern", 900, Shop.bytes("the goods"));
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        String review = review(order, 1).ok(201).text("id");
        String takedown = "/v1/admin/reviews/" + review + "/takedown";
        String note = "{\"note\": \"It breaks no rule.\"}";
        admin("PUT", takedown + "/decision").json(note).wrong(404);

        admin("PUT", takedown).json(WISH).ok(200);
        admin("PUT", takedown).json(WISH).ok(200);
        assertThat(admin("PUT", takedown).json(OTHER).wrong(409).code()).isEqualTo("taken_down_already");
        assertThat(rating(product)).isEmpty();
        assertThat(SOUK.call("GET", "/v1/products/" + product + "/reviews")
                        .ok(200)
                        .json()
                        .path("items"))
                .isEmpty();
        SOUK.call("PUT", "/v1/reviews/" + review + "/answer")
                .bearer(shop.token)
                .json("{\"text\": \"No\"}")
                .wrong(404);
        assertThat(review(order, 2).ok(200).text("taken_down_at"))
                .as("its author sees it")
                .isNotEmpty();
        assertThat(rating(product)).as("and changes nothing by it").isEmpty();
        assertThat(subjects("/v1/admin/takedowns", shop, "standing")).containsExactly(review);

        admin("PUT", takedown + "/decision").json(note).ok(200);
        admin("PUT", takedown + "/decision").json(note).ok(200);
        assertThat(admin("PUT", takedown + "/decision")
                        .json("{\"note\": \"For another reason\"}")
                        .wrong(409)
                        .code())
                .isEqualTo("takedown_decided");
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":200,\"reviews\":1}");
        admin("PUT", takedown).json(OTHER).ok(200);
        SOUK.call("DELETE", "/v1/purchases/" + purchase(order) + "/review")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(204);
        assertThat(rating(product)).isEmpty();
        assertThat(acts(shop)).contains("platform.review_taken_down", "platform.review_reinstated");
    }

    @Test
    void of_takedowns_and_edits_at_once_none_is_lost_and_one_letter_goes_out() throws Exception {
        Shop shop = new Shop();
        String product = shop.product("Lantern", 900, Shop.bytes("the goods"));
        String version = SOUK.call("GET", "/v1/products/" + product).ok(200).header("ETag");
        String takedown = "/v1/admin/products/" + product + "/takedown";
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(() -> admin("PUT", takedown).json(WISH).made().status());
        }
        calls.add(() -> SOUK.call("PATCH", "/v1/products/" + product)
                .bearer(shop.token)
                .header("If-Match", version)
                .json("{\"title\": \"Edited\"}")
                .made()
                .status());
        calls.add(() -> SOUK.call("POST", "/v1/products/" + product + "/publish")
                .bearer(shop.token)
                .made()
                .status());
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
            List<Integer> statuses = new ArrayList<>();
            for (var each : pool.invokeAll(calls)) {
                statuses.add(each.get());
            }
            assertThat(statuses.subList(0, 4)).containsOnly(200);
            assertThat(statuses.get(4)).isIn(200, 412);
            assertThat(statuses.get(5)).isIn(200, 409);
        }
        assertThat(SOUK.call("GET", "/v1/products/" + product)
                        .bearer(shop.token)
                        .ok(200)
                        .text("state"))
                .isEqualTo("taken_down");
        SOUK.call("GET", "/v1/products/" + product).wrong(404);
        mail(shop, 1, "was taken down", "It is theirs.");
        assertThat(acts(shop)).containsOnlyOnce("platform.product_taken_down");
    }

    @Test
    void what_is_wrong_with_a_takedown_is_named() {
        Shop shop = new Shop();
        String draft = shop.draft("Draft", 900);
        String takedown = "/v1/admin/products/" + draft + "/takedown";
        assertThat(admin("PUT", takedown)
                        .json("{\"reason\": \"dull\", \"explanation\": \" \"}")
                        .wrong(422)
                        .wrongFields())
                .containsExactlyInAnyOrder("reason", "explanation");
        assertThat(decide(takedown, "standing", "x").wrong(422).wrongFields()).containsExactly("state");
        for (String list : List.of("/v1/admin/takedowns", "/v1/admin/store-takedowns")) {
            assertThat(admin("GET", list).query("state", "over").wrong(400).wrongFields())
                    .containsExactly("state");
            assertThat(admin("GET", list).query("store", shop.slug).wrong(400).wrongFields())
                    .containsExactly("store");
        }
        admin("PUT", takedown).json(WISH).ok(200);
        decide(takedown, "reinstated", "Never mind").ok(200);
        assertThat(SOUK.call("GET", "/v1/products/" + draft)
                        .bearer(shop.token)
                        .ok(200)
                        .text("state"))
                .as("what it was before")
                .isEqualTo("draft");
    }

    private static Call admin(String method, String path) {
        return SOUK.call(method, path).bearer(ADMIN);
    }

    private static Call decide(String takedown, String state, String note) {
        return admin("PUT", takedown + "/decision").json(Json.write(Map.of("state", state, "note", note)));
    }

    private static Call appeal(String of, Shop shop, String text) {
        return SOUK.call("PUT", of + "/takedown/appeal").bearer(shop.token).json(Json.write(Map.of("text", text)));
    }

    private static Call order(String product) {
        return SOUK.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(Map.of(
                        "items",
                        List.of(Map.of("product_id", product)),
                        "email",
                        "late-" + Shop.unique() + "@example.com")));
    }

    private static Call report(String subject) {
        return SOUK.call("POST", "/v1/reports")
                .bearer(SOUK.token("reader-" + Shop.unique()))
                .json(Json.write(Map.of("subject", subject, "reason", "spam", "text", "x")));
    }

    private static Call review(Reply order, int rating) {
        return SOUK.call("PUT", "/v1/purchases/" + purchase(order) + "/review")
                .header("Purchase-Token", order.text("purchase_token"))
                .json("{\"rating\": " + rating + "}");
    }

    private static String purchase(Reply order) {
        return purchases(order).path("id").asString();
    }

    private static JsonNode purchases(Reply order) {
        return SOUK.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items")
                .path(0);
    }

    private static Reply download(Reply order) {
        JsonNode bought = purchases(order);
        return SOUK.call("POST", "/v1/purchases/" + bought.path("id").asString() + "/downloads")
                .header("Purchase-Token", order.text("purchase_token"))
                .json(Json.write(Map.of(
                        "file_id", bought.path("files").path(0).path("id").asString())))
                .made();
    }

    private static String rating(String product) {
        JsonNode rating =
                SOUK.call("GET", "/v1/products/" + product).ok(200).json().path("rating");
        return rating.isMissingNode() ? "" : rating.toString();
    }

    /** What of the shop everybody finds. */
    private static List<String> found(Shop shop) {
        List<String> ids = new ArrayList<>();
        SOUK.call("GET", "/v1/products")
                .query("store", shop.slug)
                .ok(200)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return List.copyOf(ids);
    }

    private static List<String> subjects(String list, Shop shop, String state) {
        List<String> subjects = new ArrayList<>();
        admin("GET", list)
                .query("store", shop.storeId)
                .query("state", state)
                .ok(200)
                .json()
                .path("items")
                .forEach(item -> subjects.add(item.path("subject").asString()));
        return List.copyOf(subjects);
    }

    private static List<String> acts(Shop shop) {
        List<String> acts = new ArrayList<>();
        admin("GET", "/v1/admin/audit-log")
                .query("store", shop.slug)
                .query("limit", "100")
                .ok(200)
                .json()
                .path("items")
                .forEach(entry -> acts.add(entry.path("act").asString()));
        return List.copyOf(acts);
    }

    /** The {@code count}th letter about a takedown says this, and there is none after it. */
    private static void mail(Shop shop, int count, String subject, String words) {
        List<JsonNode> letters = Target.await("letter " + count + " has come", () -> {
            List<JsonNode> about = new ArrayList<>();
            SOUK.mailsTo(shop.email()).forEach(mail -> {
                String title = mail.path("subject").asString();
                if (title.contains("taken down") || title.contains("is back")) {
                    about.add(mail);
                }
            });
            return about.size() >= count ? Optional.of(about) : Optional.<List<JsonNode>>empty();
        });
        assertThat(letters).hasSize(count);
        assertThat(letters.getLast().path("subject").asString()).contains(subject);
        assertThat(SOUK.mail(letters.getLast().path("id").asString()).toString())
                .contains(words);
    }
}
