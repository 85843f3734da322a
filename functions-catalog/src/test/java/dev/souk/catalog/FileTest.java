package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import dev.souk.test.TestStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    private final String product = STALL.drafted("seller", STORE, "Lantern typeface");

    @Test
    void a_file_is_announced_uploaded_and_ready() {
        Bytes goods = Bytes.of("the goods");
        ApiAnswer announced = STALL.announce("seller", product, goods.announcement());
        assertThat(announced.status()).isEqualTo(201);
        assertThat(announced.text("file", "id")).matches("fil_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(announced.text("file", "state")).isEqualTo("awaiting_upload");
        assertThat(announced.text("upload", "method")).isEqualTo("PUT");
        assertThat(Duration.between(Instant.now(), Instant.parse(announced.text("upload", "expires_at"))))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(16));
        assertThat(Stall.upload(announced, goods.bytes())).isEqualTo(200);

        ApiAnswer ready = STALL.complete("seller", product, announced.text("file", "id"));
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text("state")).isEqualTo("ready");
        assertThat(ready.text("sha256")).isEqualTo(goods.sha256());
        assertThat(STALL.complete("seller", product, announced.text("file", "id"))
                        .body())
                .isEqualTo(ready.body());
        assertThat(STALL.product("seller", product).json().path("files").path(0))
                .isEqualTo(ready.json());
        assertThat(TestStorage.read(product + "/" + announced.text("file", "id")))
                .contains(goods.bytes());
    }

    @Test
    void an_upload_asks_for_no_header_that_a_browser_would_not_send() {
        ApiAnswer announced = STALL.announce("seller", product, Bytes.of("x").announcement());
        assertThat(announced.json().path("upload").path("headers").propertyNames())
                .containsExactlyInAnyOrder("content-type", "x-amz-checksum-sha256");
        assertThat(announced.text("upload", "url"))
                .contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-sha256")
                .doesNotContain("x-amz-sdk-checksum-algorithm");
    }

    @Test
    void where_a_file_is_kept_owes_nothing_to_what_the_seller_calls_it() {
        Bytes odd = new Bytes(new byte[] {1}, "download", "Preis & Größe – 価格 😀.zip", "application/zip");
        ApiAnswer announced = STALL.announce("seller", product, odd.announcement());
        assertThat(announced.status()).isEqualTo(201);
        assertThat(announced.text("file", "name")).isEqualTo(odd.name());
        assertThat(announced.text("upload", "url")).contains("/" + product + "/" + announced.text("file", "id") + "?");
    }

    /** FAULTS.md, 29: whoever has the link can put nothing else there, not even once the file is ready. */
    @Test
    void the_object_store_takes_no_other_bytes_length_or_type_through_the_link() {
        Bytes goods = Bytes.of("the goods");
        ApiAnswer announced = STALL.announce("seller", product, goods.announcement());
        assertThat(Stall.upload(announced, Bytes.of("THE GOODS").bytes())).isEqualTo(400);
        assertThat(Stall.upload(announced, Bytes.of("the goods and more").bytes()))
                .isEqualTo(403);
        assertThat(STALL.complete("seller", product, announced.text("file", "id"))
                        .code())
                .isEqualTo("upload_missing");
    }

    @Test
    void completing_before_uploading_says_so_and_the_upload_may_still_come() {
        Bytes goods = Bytes.of("late");
        ApiAnswer announced = STALL.announce("seller", product, goods.announcement());
        String file = announced.text("file", "id");
        ApiAnswer missing = STALL.complete("seller", product, file);
        assertThat(missing.status()).isEqualTo(409);
        assertThat(missing.code()).isEqualTo("upload_missing");
        Stall.upload(announced, goods.bytes());
        assertThat(STALL.complete("seller", product, file).status()).isEqualTo(200);
    }

    /** FAULTS.md, 28. */
    @Test
    void bytes_that_are_not_what_was_announced_reject_the_file_and_go_away() {
        assertRejected(
                Bytes.of("the goods"), "application/zip", Bytes.of("THE GOODS").bytes(), "sha256");
    }

    @Test
    void another_length_rejects_the_file() {
        assertRejected(Bytes.of("the goods"), "application/zip", Bytes.of("the").bytes(), "size");
    }

    @Test
    void another_type_rejects_the_file() {
        assertRejected(Bytes.of("the goods"), "text/html", Bytes.of("the goods").bytes(), "content_type");
    }

    @Test
    void all_that_is_wrong_is_named() {
        assertRejected(Bytes.of("the goods"), "text/html", Bytes.of("other").bytes(), "size", "content_type");
    }

    @Test
    void what_reached_the_store_without_a_checksum_is_read_and_hashed() {
        Bytes goods = Bytes.of("the goods");
        String file = STALL.announce("seller", product, goods.announcement()).text("file", "id");
        TestStorage.put(product + "/" + file, "application/zip", goods.bytes());
        assertThat(STALL.complete("seller", product, file).status()).isEqualTo(200);
    }

    @Test
    void of_many_who_complete_at_once_all_are_told_the_same() {
        Bytes cover = Bytes.png("at once");
        ApiAnswer announced = STALL.announce("seller", product, cover.announcement());
        Stall.upload(announced, cover.bytes());
        List<ApiAnswer> answers = AtOnce.by(6, _ -> STALL.complete("seller", product, announced.text("file", "id")));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        assertThat(answers)
                .extracting(ApiAnswer::body)
                .containsOnly(answers.getFirst().body());
        AtOnce.by(6, _ -> {
            STALL.makePicture(announced.text("file", "id"));
            return "";
        });
        assertThat(STALL.product("seller", product).header("ETag")).isEqualTo("\"v2\"");

        String file = STALL.announce("seller", product, Bytes.of("good").announcement())
                .text("file", "id");
        TestStorage.put(
                product + "/" + file, "application/zip", Bytes.of("evil").bytes());
        assertThat(AtOnce.by(6, _ -> STALL.complete("seller", product, file)))
                .extracting(ApiAnswer::code)
                .containsOnly("upload_mismatch");
    }

    @Test
    void another_sellers_file_is_not_found() {
        ApiAnswer announced = STALL.announce("seller", product, Bytes.of("mine").announcement());
        String file = announced.text("file", "id");
        String other = STALL.drafted("seller", STORE, "Other");
        assertThat(STALL.complete("stranger", product, file).status()).isEqualTo(404);
        assertThat(STALL.complete("seller", other, file).status()).isEqualTo(404);
        assertThat(STALL.complete("seller", product, "fil_00000000000000000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(STALL.complete("seller", product, "fil_").status()).isEqualTo(404);
    }

    @Test
    void an_announcement_that_is_not_right_is_refused_with_every_field_that_is_wrong() {
        record Case(String body, String... fields) {}
        String hash = "\"sha256\": \"" + "ab".repeat(32) + "\"";
        String rest = "\"size\": 1, \"content_type\": \"application/zip\", " + hash;
        List<Case> cases = List.of(
                new Case("{}", "name", "size", "content_type", "sha256"),
                new Case("{\"name\": \"a/b\", " + rest + "}", "name"),
                new Case("{\"name\": \"a\\\\b\", " + rest + "}", "name"),
                new Case("{\"name\": \"..\", " + rest + "}", "name"),
                new Case("{\"name\": \" \", " + rest + "}", "name"),
                new Case("{\"name\": \"a\\r\\nSet-Cookie: x\", " + rest + "}", "name"),
                new Case("{\"name\": \"photo\\u202Egpj.exe\", " + rest + "}", "name"),
                new Case("{\"name\": \"" + "x".repeat(256) + "\", " + rest + "}", "name"),
                new Case("{\"name\": \"\\ud83d.zip\", " + rest + "}", "name"),
                new Case("{\"name\": \"x\", \"size\": 0, \"content_type\": \"a/b\", " + hash + "}", "size"),
                new Case("{\"name\": \"x\", \"size\": -5, \"content_type\": \"a/b\", " + hash + "}", "size"),
                new Case("{\"name\": \"x\", \"size\": 5368709121, \"content_type\": \"a/b\", " + hash + "}", "size"),
                new Case("{\"name\": \"x\", \"size\": 1.5, \"content_type\": \"a/b\", " + hash + "}", "size"),
                new Case("{\"name\": \"x\", \"size\": 1, \"content_type\": \"zip\", " + hash + "}", "content_type"),
                new Case(
                        "{\"name\": \"x\", \"size\": 1, \"content_type\": \"text/html; charset=x\", " + hash + "}",
                        "content_type"),
                new Case(
                        "{\"name\": \"x\", \"size\": 1, \"content_type\": \"a/b\\r\\nx: y\", " + hash + "}",
                        "content_type"),
                new Case("{\"name\": \"x\", \"size\": 1, \"content_type\": \"a/b\", \"sha256\": \"AB\"}", "sha256"),
                new Case(
                        "{\"name\": \"x\", \"size\": 1, \"content_type\": \"a/b\", \"sha256\": \"" + "AB".repeat(32)
                                + "\"}",
                        "sha256"),
                new Case("{\"purpose\": \"gift\", \"name\": \"x\", " + rest + "}", "purpose"),
                new Case("{\"purpose\": \"cover\", \"name\": \"x\", " + rest + "}", "content_type"),
                new Case(
                        "{\"purpose\": \"cover\", \"name\": \"x\", \"size\": 5242881, \"content_type\": \"image/svg+xml\", "
                                + hash + "}",
                        "size",
                        "content_type"),
                new Case("{\"name\": \"x\", \"object_key\": \"elsewhere\", " + rest + "}", "object_key"));
        for (Case each : cases) {
            ApiAnswer answer = STALL.announce("seller", product, each.body);
            assertThat(answer.status()).as(each.body).isEqualTo(422);
            assertThat(answer.wrongFields()).as(each.body).containsExactlyInAnyOrder(each.fields);
        }
        assertThat(STALL.announce("seller", product, "{\"name\"").status()).isEqualTo(400);
        assertThat(STALL.announce("seller", "prd_x", Bytes.of("x").announcement())
                        .status())
                .isEqualTo(404);
        assertThat(STALL.product("seller", product).json().path("files").isEmpty())
                .isTrue();
    }

    @Test
    void the_hundredth_file_is_the_last_however_many_come_at_once() {
        for (int i = 0; i < 95; i++) {
            Stall.expect(
                    201, STALL.announce("seller", product, Bytes.of("file " + i).announcement()));
        }
        List<ApiAnswer> answers = AtOnce.by(
                12, i -> STALL.announce("seller", product, Bytes.of("last " + i).announcement()));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(5);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .extracting(ApiAnswer::code)
                .containsOnly("too_many_files");
    }

    @Test
    void one_connection_is_enough_for_all_of_it() {
        Stall lambda = new Stall(Map.of("DATABASE_CONNECTIONS", "1"));
        String id = lambda.published("seller", lambda.store("seller", "one-connection"), "X");
        assertThat(lambda.product(id).json().path("files")).hasSize(1);
        assertThat(AtOnce.by(
                        4, _ -> lambda.announce("seller", id, Bytes.of("more").announcement())))
                .extracting(ApiAnswer::status)
                .containsOnly(201);
    }

    @Test
    void an_object_store_that_is_down_is_a_problem_that_passes() {
        Stall cutOff = new Stall(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"));
        String id = cutOff.drafted("seller", cutOff.store("seller", "cut-off"), "X");
        String file =
                cutOff.announce("seller", id, Bytes.of("x").announcement()).text("file", "id");
        ApiAnswer answer = cutOff.complete("seller", id, file);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("127.0.0.1").doesNotContain("Exception");
        assertThat(cutOff.product("seller", id)
                        .json()
                        .path("files")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("awaiting_upload");
    }

    private void assertRejected(Bytes announced, String uploadedType, byte[] uploaded, String... fields) {
        String file =
                STALL.announce("seller", product, announced.announcement()).text("file", "id");
        String key = product + "/" + file;
        TestStorage.put(key, uploadedType, uploaded);
        ApiAnswer answer = STALL.complete("seller", product, file);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("upload_mismatch");
        assertThat(answer.wrongFields()).containsExactly(fields);
        assertThat(TestStorage.read(key)).isEmpty();
        assertThat(STALL.product("seller", product)
                        .json()
                        .path("files")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("rejected");
        TestStorage.put(key, announced.contentType(), announced.bytes());
        ApiAnswer again = STALL.complete("seller", product, file);
        assertThat(again.code()).isEqualTo("upload_mismatch");
        assertThat(again.wrongFields()).containsExactly(fields);
        assertThat(TestStorage.read(key)).isEmpty();
        assertThat(STALL.publish("seller", product).code()).isEqualTo("no_ready_file");
    }
}
