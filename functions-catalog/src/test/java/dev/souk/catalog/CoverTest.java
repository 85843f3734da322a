package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @Test
    void a_cover_is_shown_as_the_image_it_is() {
        String product = STALL.published("seller", STORE, "With a cover");
        assertThat(STALL.product(product).json().has("cover_url")).isFalse();
        assertThat(STALL.cover(product).status()).isEqualTo(404);
        Bytes image = Bytes.png("a picture");
        complete(product, image);

        assertThat(STALL.product(product).text("cover_url")).isEqualTo("/v1/products/" + product + "/cover");
        ApiAnswer answer = STALL.cover(product);
        assertThat(answer.status()).isEqualTo(302);
        HttpResponse<byte[]> shown = get(answer);
        assertThat(shown.body()).isEqualTo(image.bytes());
        assertThat(shown.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(shown.headers().firstValue("Content-Disposition")).contains("inline");
    }

    @Test
    void a_new_cover_takes_the_old_ones_place_and_buyers_never_get_either() {
        String product = STALL.published("seller", STORE, "Covered twice");
        complete(product, Bytes.png("the first"));
        Bytes second = Bytes.cover("GIF89a and more".getBytes(StandardCharsets.US_ASCII), "image/gif");
        complete(product, second);
        assertThat(get(STALL.cover(product)).body()).isEqualTo(second.bytes());
        assertThat(STALL.product(product).json().path("files")).hasSize(1);
        assertThat(STALL.product("seller", product).json().path("files")).hasSize(3);
    }

    @Test
    void the_cover_of_a_draft_is_its_owners_alone() {
        String product = STALL.drafted("seller", STORE, "Hidden");
        complete(product, Bytes.png("hidden"));
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

    private static void complete(String product, Bytes image) {
        ApiAnswer announced = Stall.expect(201, STALL.announce("seller", product, image.announcement()));
        assertThat(Stall.upload(announced, image.bytes())).isEqualTo(200);
        Stall.expect(200, STALL.complete("seller", product, announced.text("file", "id")));
    }

    private static HttpResponse<byte[]> get(ApiAnswer redirect) {
        return Stall.send(
                HttpRequest.newBuilder(URI.create(redirect.header("Location"))).build());
    }
}
