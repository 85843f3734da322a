package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import dev.souk.test.Pngs;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Covers and galleries, from the upload to the page, through every queue between. */
class ImagesTest {
    private static final int MOST = 10;

    private final Target souk = Target.it();
    private final Shop shop = new Shop(souk);

    @Test
    void a_cover_is_shown_in_several_widths_and_goes_when_it_is_deleted() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        byte[] upload = Pngs.plain(900, 600, 0x804020);
        String file = shown(book, "cover", upload);
        JsonNode cover = souk.call("GET", "/v1/products/" + book).ok(200).json().path("cover");
        assertThat(cover.path("width").asInt()).isEqualTo(900);
        assertThat(cover.path("height").asInt()).isEqualTo(600);
        assertThat(cover.path("alternative_text").asString()).isEqualTo("A test");
        for (JsonNode variant : cover.path("variants")) {
            HttpResponse<String> answer =
                    fetched(linked(variant.path("url").asString()).ok(302).header("Location"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("image/jpeg");
        }
        assertThat(souk.call("GET", "/v1/products/" + book + "/cover").ok(302).header("Location"))
                .contains("/images/")
                .doesNotContain(file);
        assertThat(souk.call("GET", "/v1/products/" + book + "/cover")
                        .query("width", "wide")
                        .wrong(400)
                        .code())
                .isEqualTo("invalid_parameter");
        own("DELETE", "/v1/products/" + book + "/files/" + file).ok(204);
        souk.call("GET", "/v1/products/" + book + "/cover").wrong(404);
        assertThat(souk.call("GET", "/v1/products/" + book).ok(200).json().has("cover"))
                .isFalse();
    }

    @Test
    void a_gallery_is_shown_in_the_sellers_order() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        String first = shown(book, "gallery", Pngs.plain(30, 20, 1));
        String second = shown(book, "gallery", Pngs.plain(30, 20, 2));
        Reply read = own("GET", "/v1/products/" + book).ok(200);
        Map<String, Object> order = Map.of(
                "images",
                List.of(Map.of("id", second, "alternative_text", "The second, in words"), Map.of("id", first)));
        own("PATCH", "/v1/products/" + book)
                .header("If-Match", read.header("ETag"))
                .json(Json.write(order))
                .ok(200);
        JsonNode images =
                souk.call("GET", "/v1/products/" + book).ok(200).json().path("images");
        assertThat(images).extracting(image -> image.path("id").asString()).containsExactly(second, first);
        assertThat(images.path(0).path("alternative_text").asString()).isEqualTo("The second, in words");
        assertThat(images.path(1).has("alternative_text")).isFalse();
        String url = images.path(0).path("variants").path(0).path("url").asString();
        assertThat(fetched(linked(url).ok(302).header("Location")).statusCode()).isEqualTo(200);
        String plain = url.substring(0, url.indexOf('?'));
        souk.call("GET", plain).query("width", "0").wrong(400);
        souk.call("GET", plain).bearer("nonsense").wrong(401);
        own("DELETE", "/v1/products/" + book + "/files/" + second).ok(204);
        souk.call("GET", plain).wrong(404);
        assertThat(own("PATCH", "/v1/products/" + book)
                        .header(
                                "If-Match",
                                own("GET", "/v1/products/" + book).ok(200).header("ETag"))
                        .json(Json.write(order))
                        .wrong(422)
                        .wrongFields())
                .containsExactly("images");
    }

    @Test
    void a_gallery_has_ten_images_at_most() {
        String book = shop.draft("A book", 700);
        byte[] png = Pngs.plain(3, 2, 7);
        IntStream.range(0, MOST).forEach(_ -> announce(book, "gallery", png).ok(201));
        assertThat(announce(book, "gallery", png).wrong(409).code()).isEqualTo("too_many_images");
    }

    /** A decompression bomb, a page that begins as an image does, and half an image. */
    @Test
    void what_is_no_image_is_rejected_with_the_reason_and_served_to_nobody() {
        String book = shop.draft("A book", 700);
        byte[] page =
                "\u0089PNG\r\n\u001a\n<html><script>alert(1)</script></html>".getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Pngs.plain(60, 60, 0x123456);
        for (Map.Entry<byte[], String> bad : List.of(
                Map.entry(Pngs.black(40_000, 25_000), "image_too_large"),
                Map.entry(page, "image_unreadable"),
                Map.entry(Arrays.copyOf(whole, whole.length / 2), "image_unreadable"))) {
            Reply ending = ending(book, uploaded(book, "cover", bad.getKey()));
            assertThat(ending.status()).isEqualTo(409);
            assertThat(ending.code()).isEqualTo(bad.getValue());
        }
        own("GET", "/v1/products/" + book + "/cover").wrong(404);
        assertThat(own("GET", "/v1/products/" + book).ok(200).json().path("files"))
                .extracting(file -> file.path("state").asString())
                .containsOnly("rejected");
    }

    private String shown(String product, String purpose, byte[] png) {
        String file = uploaded(product, purpose, png);
        assertThat(ending(product, file).status()).isEqualTo(200);
        return file;
    }

    private String uploaded(String product, String purpose, byte[] png) {
        Reply announced = announce(product, purpose, png).ok(201);
        assertThat(shop.put(announced.json().path("upload"), png).statusCode()).isEqualTo(200);
        return announced.text("file", "id");
    }

    /** What completing answers once scan and worker have spoken. */
    private Reply ending(String product, String file) {
        return Target.await(
                "the image is ready or rejected",
                () -> Optional.of(shop.complete(product, file).made())
                        .filter(reply -> reply.status() == 409
                                || reply.json().path("state").asString().equals("ready")));
    }

    private Call announce(String product, String purpose, byte[] png) {
        return own("POST", "/v1/products/" + product + "/files")
                .json(Json.write(Map.of(
                        "name",
                        "image.png",
                        "purpose",
                        purpose,
                        "size",
                        png.length,
                        "content_type",
                        "image/png",
                        "sha256",
                        Shop.sha256(png),
                        "alternative_text",
                        "A test")));
    }

    /** Asks by an address of the API's own, which has a width behind it. */
    private Call linked(String url) {
        int query = url.indexOf("?width=");
        return souk.call("GET", url.substring(0, query)).query("width", url.substring(query + "?width=".length()));
    }

    private HttpResponse<String> fetched(String address) {
        return souk.send(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private Call own(String method, String path) {
        return souk.call(method, path).bearer(shop.token);
    }
}
