package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.Pngs;
import dev.souk.test.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CoverTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @Test
    void a_cover_is_shown_by_pictures_made_of_it_and_never_by_what_was_uploaded() throws IOException {
        String product = STALL.published("seller", STORE, "With a cover");
        assertThat(STALL.product(product).json().has("cover_url")).isFalse();
        assertThat(STALL.cover(product).status()).isEqualTo(404);
        Bytes upload = Bytes.cover(Pngs.plain(1000, 500, 0x804020), "image/png");
        String file = STALL.uploaded("seller", product, upload);
        assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("processing");
        assertThat(STALL.cover(product).status()).isEqualTo(404);
        STALL.makePicture(file);

        assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("ready");
        JsonNode page = STALL.product(product).json();
        assertThat(page.path("cover_url").asString()).isEqualTo("/v1/products/" + product + "/cover");
        assertThat(page.path("cover").path("width").asInt()).isEqualTo(1000);
        assertThat(page.path("cover").path("height").asInt()).isEqualTo(500);
        assertThat(page.path("cover").path("variants"))
                .extracting(variant -> variant.path("url").asString())
                .containsExactly(
                        "/v1/products/" + product + "/cover?width=400",
                        "/v1/products/" + product + "/cover?width=800",
                        "/v1/products/" + product + "/cover?width=1000");
        for (int[] wantedAndWidth :
                new int[][] {{1, 400}, {400, 400}, {401, 800}, {1000, 1000}, {9000, 1000}, {0, 1000}}) {
            ApiAnswer answer = wantedAndWidth[0] == 0 ? STALL.cover(product) : cover(product, "" + wantedAndWidth[0]);
            assertThat(answer.status()).isEqualTo(302);
            HttpResponse<byte[]> shown = get(answer);
            assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(shown.headers().firstValue("Content-Disposition")).contains("inline");
            assertThat(ImageIO.read(new ByteArrayInputStream(shown.body())).getWidth())
                    .isEqualTo(wantedAndWidth[1]);
        }
        assertThat(TestStorage.read(product + "/" + file)).as("the upload").isEmpty();
    }

    @Test
    void a_width_is_a_number() {
        String product = STALL.published("seller", STORE, "Measured");
        for (String width : List.of("0", "-1", "x", "100000", "1.5", "")) {
            ApiAnswer answer = cover(product, width);
            assertThat(answer.status()).as(width).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalid_parameter");
        }
    }

    @Test
    void a_new_cover_takes_the_old_ones_place_and_buyers_never_get_either() {
        String product = STALL.published("seller", STORE, "Covered twice");
        STALL.shown("seller", product, Bytes.png("the first"));
        STALL.shown("seller", product, Bytes.cover(Pngs.plain(99, 10, 0), "image/png"));
        assertThat(STALL.product(product).json().path("cover").path("width").asInt())
                .isEqualTo(99);
        assertThat(STALL.product(product).json().path("files")).hasSize(1);
        assertThat(STALL.product("seller", product).json().path("files")).hasSize(3);
    }

    @Test
    void lists_say_how_large_the_covers_are() {
        StoreId store = STALL.store("seller", "listed-covers");
        String product = STALL.published("seller", store, "Listed with a cover");
        STALL.shown("seller", product, Bytes.cover(Pngs.plain(500, 250, 0), "image/png"));
        JsonNode listed = STALL.ask(ApiRequest.request("GET", "/v1/products").query("store", "listed-covers"))
                .json()
                .path("items")
                .path(0);
        assertThat(listed.path("cover").path("variants")).hasSize(2);
        assertThat(listed.path("cover").path("height").asInt()).isEqualTo(250);
        assertThat(listed.path("cover_url").asString()).endsWith("/cover");
    }

    @Test
    void the_cover_of_a_draft_is_its_owners_alone() {
        String product = STALL.drafted("seller", STORE, "Hidden");
        STALL.shown("seller", product, Bytes.png("hidden"));
        assertThat(STALL.cover(product).status()).isEqualTo(404);
        for (String viewer : List.of("seller", "stranger")) {
            ApiAnswer answer = STALL.ask(
                    Stall.as(viewer, "GET", "/v1/products/{product_id}/cover").path("product_id", product));
            assertThat(answer.status()).isEqualTo(viewer.equals("seller") ? 302 : 404);
        }
        assertThat(STALL.publish("seller", product).code()).isEqualTo("no_ready_file");
    }

    @Test
    void a_cover_that_is_html_whatever_it_is_called_is_rejected() {
        String product = STALL.drafted("seller", STORE, "Attacked");
        byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        for (String type : List.of("image/png", "image/jpeg", "image/webp", "image/gif")) {
            Bytes disguised = Bytes.cover(html, type);
            ApiAnswer announced = Stall.expect(201, STALL.announce("seller", product, disguised.announcement()));
            assertThat(Stall.upload(announced, html)).isEqualTo(200);
            ApiAnswer answer = STALL.complete("seller", product, announced.text("file", "id"));
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("upload_mismatch");
            assertThat(answer.wrongFields()).containsExactly("content_type");
        }
        assertThat(STALL.product("seller", product).json().has("cover_url")).isFalse();
    }

    @Test
    void each_image_is_known_by_how_it_begins_and_by_nothing_less() {
        assertThat(begins(ImageType.PNG, "\u0089PNG\r\n\u001a\n\0\0\0\0")).isTrue();
        assertThat(begins(ImageType.JPEG, "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF"))
                .isTrue();
        assertThat(begins(ImageType.GIF, "GIF87a")).isTrue();
        assertThat(begins(ImageType.WEBP, "RIFF\1\2\3\4WEBPVP8 ")).isTrue();
        assertThat(begins(ImageType.WEBP, "RIFF\1\2\3\4WAVEfmt ")).isFalse();
        assertThat(begins(ImageType.PNG, "\u0089PNG")).isFalse();
        assertThat(begins(ImageType.GIF, "")).isFalse();
        assertThat(begins(ImageType.JPEG, "\u0089PNG\r\n\u001a\n")).isFalse();
    }

    private static boolean begins(ImageType type, String bytes) {
        return type.begins(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ApiAnswer cover(String product, String width) {
        return STALL.ask(ApiRequest.request("GET", "/v1/products/{product_id}/cover")
                .path("product_id", product)
                .query("width", width));
    }

    private static HttpResponse<byte[]> get(ApiAnswer redirect) {
        return Stall.send(
                HttpRequest.newBuilder(URI.create(redirect.header("Location"))).build());
    }
}
