package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import dev.souk.model.FileId;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.Logged;
import dev.souk.test.Pngs;
import dev.souk.test.QueueEvent;
import dev.souk.test.TestStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Images between their upload and the page, with MariaDB and S3Proxy. What decoders make of bytes is MakingTest's. */
class ImageTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    private final Logged log = new Logged();
    private final String product = STALL.published("seller", STORE, "Lantern typeface");

    @Test
    void the_gallery_is_shown_in_the_order_of_its_images_and_then_in_the_sellers() {
        String first = image("first");
        String second = image("second");
        assertThat(gallery()).containsExactly(first, second);
        ApiAnswer edited = arrange(second, first);
        assertThat(edited.status()).isEqualTo(200);
        assertThat(gallery()).containsExactly(second, first);
        JsonNode shown = STALL.product(product).json().path("images").path(0);
        assertThat(shown.path("alternative_text").asString()).isEqualTo("what " + second + " shows");
        String third = image("third");
        assertThat(gallery()).as("a new one comes last").containsExactly(second, first, third);
        assertThat(STALL.product(product).json().path("files"))
                .as("buyers get none of them")
                .hasSize(1);
        assertThat(show(first).status()).isEqualTo(302);
        assertThat(Stall.send(java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create(show(first).header("Location")))
                                .build())
                        .headers()
                        .firstValue("Content-Type"))
                .contains("image/jpeg");
    }

    @Test
    void a_gallery_is_arranged_only_as_a_whole_and_as_it_was_read() {
        String first = image("first");
        String second = image("second");
        String elsewhere = STALL.shown("seller", STALL.drafted("seller", STORE, "Other"), gallery("elsewhere"));
        for (List<String> images : List.of(
                List.of(first),
                List.of(first, first),
                List.of(first, second, second),
                List.of(first, elsewhere),
                List.<String>of())) {
            ApiAnswer refused = arrange(images.toArray(String[]::new));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.wrongFields()).containsExactly("images");
        }
        String etag = STALL.product("seller", product).header("ETag");
        image("third");
        assertThat(STALL.edit("seller", product, etag, places(second, first)).status())
                .as("an image has come meanwhile")
                .isEqualTo(412);
        assertThat(STALL.edit(
                                "seller",
                                product,
                                STALL.product("seller", product).header("ETag"),
                                """
                        {"images": [{"id": "x"}, {"alternative_text": "%s"}]}""".formatted("x".repeat(501)))
                        .wrongFields())
                .containsExactlyInAnyOrder("images[0].id", "images[1].id", "images[1].alternative_text");
        assertThat(gallery()).hasSize(3).startsWith(first, second);
    }

    /** Red when the product is not locked while its images are counted. */
    @Test
    void ten_images_are_the_most_however_many_come_at_once() {
        List<ApiAnswer> answers = AtOnce.by(
                14,
                who -> STALL.announce("seller", product, gallery("image " + who).announcement()));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(10);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .extracting(ApiAnswer::code)
                .containsOnly("too_many_images");
        String one = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow()
                .text("file", "id");
        assertThat(delete(one).status()).isEqualTo(204);
        assertThat(STALL.announce("seller", product, gallery("another").announcement())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_deleted_image_is_gone_from_page_and_store() {
        String image = image("to be deleted");
        String cover = STALL.shown("seller", product, Bytes.png("cover"));
        for (String each : List.of(image, cover)) {
            UUID key = key(each);
            assertThat(TestStorage.read(Picture.objectKey(key, 1))).isPresent();
            assertThat(delete(each).status()).isEqualTo(204);
            assertThat(TestStorage.read(Picture.objectKey(key, 1))).isEmpty();
            assertThat(delete(each).status()).isEqualTo(404);
        }
        assertThat(gallery()).isEmpty();
        assertThat(show(image).status()).isEqualTo(404);
        assertThat(STALL.product(product).json().has("cover")).isFalse();
        assertThat(STALL.cover(product).status()).isEqualTo(404);
    }

    /** The worker may be at it just now: what it leaves behind goes with the sweeper. */
    @Test
    void an_image_that_is_deleted_while_its_picture_is_made_is_shown_by_nobody() {
        String image = STALL.uploaded("seller", product, gallery("deleted early"));
        STALL.complete("seller", product, image);
        assertThat(delete(image).status()).isEqualTo(204);
        assertThat(told(image)).isEmpty();
        assertThat(gallery()).isEmpty();
        STALL.sweep(Clock.offset(Clock.systemUTC(), Duration.ofHours(49)));
        assertThat(TestStorage.read(product + "/" + image)).isEmpty();
        assertThat(STALL.product("seller", product).json().path("files")).hasSize(1);
    }

    @Test
    void told_again_late_or_side_by_side_it_makes_the_same_pictures_once() {
        String image = STALL.uploaded("seller", product, gallery("again"));
        assertThat(told(image)).as("before the seller says that it is there").isEmpty();
        assertThat(state(image)).isEqualTo("awaiting_upload");
        STALL.complete("seller", product, image);
        String before = STALL.product(product).header("ETag");
        AtOnce.by(8, _ -> told(image).size())
                .forEach(failed -> assertThat(failed).isZero());
        byte[] shown = TestStorage.read(Picture.objectKey(key(image), 1)).orElseThrow();
        assertThat(told(image)).isEmpty();
        assertThat(TestStorage.read(Picture.objectKey(key(image), 1))).contains(shown);
        assertThat(state(image)).isEqualTo("ready");
        assertThat(number(STALL.product(product).header("ETag")) - number(before))
                .isOne();
        assertThat(log.of("image.ready").size()).isOne();
    }

    /** A zip bomb as a cover, and what else is none. */
    @Test
    void a_bad_image_is_rejected_says_why_and_is_gone() {
        byte[] page =
                "\u0089PNG\r\n\u001a\n<html><script>alert(1)</script></html>".getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Pngs.plain(60, 60, 0x123456);
        Map<Bytes, String> bad = Map.of(
                Bytes.cover(Pngs.black(40_000, 25_000), "image/png"), "image_too_large",
                Bytes.cover(page, "image/png"), "image_unreadable",
                Bytes.gallery(Arrays.copyOf(whole, whole.length - 20), "image/png"), "image_unreadable");
        bad.forEach((bytes, reason) -> {
            String file = STALL.uploaded("seller", product, bytes);
            Stall.expect(200, STALL.complete("seller", product, file));
            assertThat(told(file)).isEmpty();
            ApiAnswer answer = STALL.complete("seller", product, file);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo(reason);
            assertThat(TestStorage.read(product + "/" + file)).isEmpty();
            assertThat(seen(file).path("rejected_because").path(0).asString()).isEqualTo(reason);
        });
        assertThat(STALL.product(product).json().has("cover_url")).isFalse();
        assertThat(gallery()).isEmpty();
        assertThat(log.of("image.refused")).hasSize(3);
    }

    /** Red when an attempt keeps nobody else away: of five who are told, the last would think that three had ended badly. */
    @Test
    void whoever_is_told_while_another_is_at_it_leaves_it_to_them() {
        String image = STALL.uploaded("seller", product, gallery("at work"));
        STALL.complete("seller", product, image);
        FileId id = FileId.parse(image).orElseThrow();
        STALL.database.update(
                "UPDATE product_files SET image_attempts = 1, image_until = ? WHERE id = ?",
                Instant.now().plusSeconds(60),
                id);
        for (int i = 0; i < 5; i++) {
            assertThat(told(image)).isEmpty();
        }
        assertThat(state(image)).isEqualTo("processing");
        STALL.database.update("UPDATE product_files SET image_until = ? WHERE id = ?", Instant.now(), id);
        assertThat(told(image)).isEmpty();
        assertThat(state(image)).isEqualTo("ready");
    }

    /** Each attempt is written down before anything is decoded, and forgotten after it. */
    @Test
    void what_ends_the_function_three_times_is_refused_the_fourth_time() {
        String image = STALL.uploaded("seller", product, gallery("deadly"));
        STALL.complete("seller", product, image);
        STALL.database.update(
                "UPDATE product_files SET image_attempts = 3 WHERE id = ?",
                FileId.parse(image).orElseThrow());
        assertThat(told(image)).isEmpty();
        assertThat(STALL.complete("seller", product, image).code()).isEqualTo("image_unreadable");
    }

    @Test
    void a_store_that_is_down_costs_an_image_nothing() {
        String image = STALL.uploaded("seller", product, gallery("waits"));
        STALL.complete("seller", product, image);
        Stall cutOff = STALL.sibling(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"));
        for (int i = 0; i < 4; i++) {
            assertThat(new QueueEvent().message("m", message(image)).to(cutOff.images(log.log())))
                    .containsExactly("m");
        }
        assertThat(told(image)).isEmpty();
        assertThat(state(image)).isEqualTo("ready");
    }

    @Test
    void a_message_that_names_no_file_goes_to_the_dead_letters() {
        assertThat(new QueueEvent()
                        .message("m-1", "{}")
                        .message("m-2", "nothing")
                        .message("m-3", "{\"file\": \"fil_00000000000000000000000000\"}")
                        .to(STALL.images(log.log())))
                .containsExactly("m-1", "m-2");
    }

    @Test
    void the_worker_is_asked_when_an_image_is_clean_and_again_when_it_waits_for_long() {
        Stall scanned = STALL.sibling(Map.of("FILE_SCAN", "required"));
        String image = scanned.uploaded("seller", product, gallery("scanned"));
        assertThat(scanned.complete("seller", product, image).text("state")).isEqualTo("scanning");
        assertThat(asked(image)).isZero();
        new QueueEvent()
                .message(
                        "m",
                        ScanEvents.of(
                                STALL.variables().getOrDefault("FILES_BUCKET", ""),
                                product + "/" + image,
                                "NO_THREATS_FOUND"))
                .to(scanned.scans(log.log()));
        assertThat(state(image)).isEqualTo("processing");
        assertThat(asked(image)).isOne();
        STALL.sweep(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(59)));
        assertThat(asked(image)).isOne();
        STALL.sweep(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61)));
        assertThat(asked(image)).isEqualTo(2);
    }

    @Test
    void malware_that_is_found_later_takes_the_pictures_away() {
        String image = image("harmful after all");
        UUID key = key(image);
        new QueueEvent()
                .message(
                        "m",
                        ScanEvents.of(
                                STALL.variables().getOrDefault("FILES_BUCKET", ""),
                                product + "/" + image,
                                "THREATS_FOUND"))
                .to(STALL.scans(log.log()));
        assertThat(gallery()).isEmpty();
        assertThat(TestStorage.read(Picture.objectKey(key, 1))).isEmpty();
        assertThat(told(image)).isEmpty();
        assertThat(state(image)).isEqualTo("rejected");
    }

    /** As the migration leaves them: ready, and waiting since they came. */
    @Test
    void a_cover_from_before_there_were_pictures_gets_one() {
        String cover = STALL.uploaded("seller", product, Bytes.png("old"));
        FileId id = FileId.parse(cover).orElseThrow();
        STALL.database.update(
                "UPDATE product_files SET state = 'ready', processing_since = ? WHERE id = ?",
                Instant.now().minus(Duration.ofDays(1)),
                id);
        STALL.database.update(
                "UPDATE products SET cover_file_id = ? WHERE id = ?",
                id,
                dev.souk.model.ProductId.parse(product).orElseThrow());
        assertThat(STALL.cover(product).status())
                .as("nobody is given the upload")
                .isEqualTo(404);
        assertThat(STALL.product(product).json().has("cover_url")).isFalse();
        STALL.sweep(Clock.systemUTC());
        assertThat(asked(cover)).isOne();
        assertThat(told(cover)).isEmpty();
        assertThat(STALL.cover(product).status()).isEqualTo(302);
    }

    @Test
    void the_images_of_a_draft_are_its_owners_alone_and_others_have_none() {
        String draft = STALL.drafted("seller", STORE, "Hidden");
        String image = STALL.shown("seller", draft, gallery("hidden"));
        ApiRequest asked = ApiRequest.request("GET", "/v1/products/{product_id}/images/{file_id}")
                .path("product_id", draft)
                .path("file_id", image);
        assertThat(STALL.ask(asked).status()).isEqualTo(404);
        for (String viewer : List.of("seller", "stranger")) {
            assertThat(STALL.ask(Stall.as(viewer, "GET", "/v1/products/{product_id}/images/{file_id}")
                                    .path("product_id", draft)
                                    .path("file_id", image))
                            .status())
                    .isEqualTo(viewer.equals("seller") ? 302 : 404);
        }
        assertThat(show(image).status()).as("by another product").isEqualTo(404);
        assertThat(show(STALL.shown("seller", product, Bytes.png("cover"))).status())
                .as("a cover")
                .isEqualTo(404);
    }

    private String image(String text) {
        return STALL.shown("seller", product, gallery(text));
    }

    private static Bytes gallery(String text) {
        return Bytes.gallery(Bytes.png(text).bytes(), "image/png");
    }

    private List<String> gallery() {
        return STALL.product(product).json().path("images").values().stream()
                .map(image -> image.path("id").asString())
                .toList();
    }

    private ApiAnswer show(String image) {
        return STALL.ask(ApiRequest.request("GET", "/v1/products/{product_id}/images/{file_id}")
                .path("product_id", product)
                .path("file_id", image));
    }

    private ApiAnswer delete(String file) {
        return STALL.ask(Stall.as("seller", "DELETE", "/v1/products/{product_id}/files/{file_id}")
                .path("product_id", product)
                .path("file_id", file));
    }

    private ApiAnswer arrange(String... images) {
        return STALL.edit("seller", product, STALL.product("seller", product).header("ETag"), places(images));
    }

    private static String places(String... images) {
        return "{\"images\": ["
                + String.join(
                        ", ",
                        Arrays.stream(images).map(image -> """
                {"id": "%1$s", "alternative_text": "what %1$s shows"}""".formatted(image)).toList()) + "]}";
    }

    private List<String> told(String file) {
        return new QueueEvent()
                .message(UUID.randomUUID().toString(), message(file))
                .to(STALL.images(log.log()));
    }

    private static String message(String file) {
        return "{\"file\":\"" + file + "\"}";
    }

    private static String state(String file) {
        return STALL.database
                .first(
                        "SELECT state FROM product_files WHERE id = ?",
                        row -> row.text("state"),
                        FileId.parse(file).orElseThrow())
                .orElseThrow();
    }

    private static UUID key(String file) {
        return STALL.database
                .first(
                        "SELECT image_key FROM product_files WHERE id = ?",
                        row -> row.uuid("image_key"),
                        FileId.parse(file).orElseThrow())
                .orElseThrow();
    }

    private JsonNode seen(String file) {
        return STALL.product("seller", product).json().path("files").values().stream()
                .filter(each -> each.path("id").asString().equals(file))
                .findFirst()
                .orElseThrow();
    }

    /** How often the worker has been asked for the file's picture. */
    private static long asked(String file) {
        return STALL
                .database
                .query("SELECT body FROM catalog_outbox WHERE queue = 'images'", row -> Json.tree(row.text("body")))
                .stream()
                .filter(message -> message.path("file").asString().equals(file))
                .count();
    }

    private static int number(String etag) {
        return Integer.parseInt(etag.replaceAll("[^0-9]", ""));
    }
}
