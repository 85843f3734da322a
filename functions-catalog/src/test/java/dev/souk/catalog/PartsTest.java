package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import dev.souk.test.TestStorage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files that are uploaded in parts. */
class PartsTest {
    private static final int PART = 8 * 1024 * 1024;
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "large-lanterns");

    /** Two parts and a little. */
    private static final byte[] LARGE = random(2 * PART + 4_711, 1);

    private final String product = STALL.drafted("seller", STORE, "Lantern course");

    @Test
    void parts_come_in_any_order_and_make_the_file_whose_hash_is_that_of_theirs() {
        String file = announced(LARGE.length);
        assertThat(file(file).path("parts").path("size").asInt()).isEqualTo(PART);
        assertThat(file(file).path("parts").path("count").asInt()).isEqualTo(3);
        assertThat(file(file).has("sha256")).isFalse();
        for (int number : new int[] {3, 1}) {
            assertThat(put(link(file, number, part(LARGE, number)), part(LARGE, number)))
                    .isEqualTo(200);
        }
        ApiAnswer half = progress(file);
        assertThat(half.json().path("uploaded").toString())
                .isEqualTo("[{\"first\":1,\"last\":1},{\"first\":3,\"last\":3}]");
        assertThat(half.json().path("bytes_uploaded").asLong()).isEqualTo(PART + 4_711L);
        assertThat(STALL.complete("seller", product, file).code()).isEqualTo("upload_missing");

        put(link(file, 2, part(LARGE, 2)), part(LARGE, 2));
        ApiAnswer ready = Stall.expect(200, STALL.complete("seller", product, file));
        assertThat(ready.text("state")).isEqualTo("ready");
        assertThat(ready.text("parts", "sha256"))
                .isEqualTo(
                        Parts.together(List.of(sha256(part(LARGE, 1)), sha256(part(LARGE, 2)), sha256(part(LARGE, 3))))
                                .hex());
        assertThat(TestStorage.read(product + "/" + file)).contains(LARGE);
        assertThat(progress(file).json().path("uploaded").toString()).isEqualTo("[{\"first\":1,\"last\":3}]");
        assertThat(STALL.complete("seller", product, file).body()).isEqualTo(ready.body());
        assertThat(links(file, 1, sha256(part(LARGE, 1))).code()).isEqualTo("upload_over");
    }

    @Test
    void fault_29_a_link_takes_no_other_bytes_than_the_parts_and_a_part_has_the_hash_that_was_said_first() {
        byte[] mine = random(1_000, 8);
        byte[] other = random(1_000, 2);
        String file = announced(mine.length);
        JsonNode link = link(file, 1, mine);
        assertThat(put(link, other)).isEqualTo(400);
        assertThat(put(link, Arrays.copyOf(mine, 999))).isEqualTo(403);
        ApiAnswer changed = links(file, 1, sha256(other));
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.code()).isEqualTo("part_changed");
        assertThat(progress(file).json().path("parts_uploaded").asInt()).isZero();
        // A URL that has expired is asked for again.
        assertThat(put(link(file, 1, mine), mine)).isEqualTo(200);
    }

    @Test
    void fault_29_what_a_link_of_a_part_does_after_the_end_changes_nothing_of_the_file() {
        byte[] small = random(1_000, 3);
        String file = announced(small.length);
        JsonNode link = link(file, 1, small);
        put(link, small);
        Stall.expect(200, STALL.complete("seller", product, file));
        // S3 says 404 here, the local one takes it and keeps it aside.
        put(link, small);
        assertThat(TestStorage.read(product + "/" + file)).contains(small);
        assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("ready");
    }

    @Test
    void fault_29_an_object_that_did_not_come_in_these_parts_rejects_the_file() {
        byte[] small = random(1_000, 4);
        String file = announced(small.length);
        put(link(file, 1, small), small);
        TestStorage.put(product + "/" + file, "application/zip", random(1_000, 5));
        ApiAnswer answer = STALL.complete("seller", product, file);
        assertThat(answer.code()).isEqualTo("upload_mismatch");
        assertThat(answer.wrongFields()).containsExactly("sha256");
        assertThat(TestStorage.read(product + "/" + file)).isEmpty();
    }

    @Test
    void of_many_who_begin_and_complete_at_once_all_are_told_the_same() {
        byte[] small = random(1_000, 6);
        String file = announced(small.length);
        List<ApiAnswer> links = AtOnce.by(6, _ -> links(file, 1, sha256(small)));
        assertThat(links).extracting(ApiAnswer::status).containsOnly(200);
        put(links.getLast().json().path("items").path(0), small);
        List<ApiAnswer> answers = AtOnce.by(6, _ -> STALL.complete("seller", product, file));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        assertThat(answers).extracting(each -> each.text("state")).containsOnly("ready");
    }

    @Test
    void fault_28_an_upload_that_is_given_up_is_gone_with_its_parts() {
        String file = announced(LARGE.length);
        put(link(file, 1, part(LARGE, 1)), part(LARGE, 1));
        assertThat(delete("stranger", file).status()).isEqualTo(404);
        assertThat(delete("seller", file).status()).isEqualTo(204);
        assertGone(file);
        assertThat(delete("seller", file).status()).isEqualTo(404);
    }

    @Test
    void fault_28_an_upload_that_nobody_finishes_is_forgotten_after_two_weeks_with_its_parts() {
        String file = announced(LARGE.length);
        put(link(file, 1, part(LARGE, 1)), part(LARGE, 1));
        STALL.sweep(Clock.offset(Clock.systemUTC(), Duration.ofDays(13)));
        assertThat(progress(file).status()).isEqualTo(200);
        STALL.sweep(Clock.offset(Clock.systemUTC(), Duration.ofDays(15)));
        assertGone(file);
    }

    @Test
    void what_is_asked_wrongly_is_refused_with_what_is_wrong() {
        String file = announced(LARGE.length);
        String hash = "ab".repeat(32);
        record Case(String body, String... fields) {}
        List<Case> cases = List.of(
                new Case("{}", "parts"),
                new Case("{\"parts\": []}", "parts"),
                new Case("{\"parts\": [" + "{},".repeat(100) + "{}]}", "parts"),
                new Case("{\"parts\": [{}]}", "parts[0].number", "parts[0].sha256"),
                new Case("{\"parts\": [{\"number\": 0, \"sha256\": \"" + hash + "\"}]}", "parts[0].number"),
                new Case("{\"parts\": [{\"number\": 4, \"sha256\": \"" + hash + "\"}]}", "parts"),
                new Case("{\"parts\": [{\"number\": 1, \"sha256\": \"AB\"}]}", "parts[0].sha256"),
                new Case(
                        "{\"parts\": [{\"number\": 1, \"sha256\": \"%s\"}, {\"number\": 1, \"sha256\": \"%s\"}]}"
                                .formatted(hash, hash),
                        "parts[1].number"));
        for (Case each : cases) {
            ApiAnswer answer = ask(file, each.body);
            assertThat(answer.status()).as(each.body).isEqualTo(422);
            assertThat(answer.wrongFields()).as(each.body).containsExactlyInAnyOrder(each.fields);
        }
        String atOnce =
                STALL.announce("seller", product, Bytes.of("x").announcement()).text("file", "id");
        assertThat(links(atOnce, 1, sha256(new byte[1])).code()).isEqualTo("not_in_parts");
        assertThat(progress(atOnce).status()).isEqualTo(404);
        String rest = "\"name\": \"x\", \"content_type\": \"application/zip\", \"upload\": \"in_parts\"";
        for (Map.Entry<String, String> wrong : Map.of(
                        "{" + rest + ", \"size\": 5497558138881}",
                        "size",
                        "{" + rest + ", \"size\": 1, \"sha256\": \"" + hash + "\"}",
                        "sha256",
                        "{\"purpose\": \"cover\", \"name\": \"x\", \"content_type\": \"image/png\", \"upload\":"
                                + " \"in_parts\", \"size\": 1}",
                        "upload",
                        "{\"name\": \"x\", \"content_type\": \"a/b\", \"upload\": \"by_post\", \"size\": 1, \"sha256\": \""
                                + hash + "\"}",
                        "upload")
                .entrySet()) {
            ApiAnswer answer = STALL.announce("seller", product, wrong.getKey());
            assertThat(answer.wrongFields()).as(wrong.getKey()).containsExactly(wrong.getValue());
        }
    }

    @Test
    void the_parts_of_every_file_are_such_as_S3_takes() {
        long mebibyte = 1024 * 1024;
        long terabyte = mebibyte * mebibyte;
        for (long bytes :
                new long[] {1, PART, PART + 1, 80_000 * mebibyte, 80_000 * mebibyte + 1, terabyte, 5 * terabyte}) {
            Parts parts = Parts.ofFile(bytes);
            assertThat(parts.size()).as("of %s", bytes).isBetween(5 * mebibyte, 5 * 1024 * mebibyte);
            assertThat(parts.count(bytes)).as("of %s", bytes).isBetween(1, 10_000);
            assertThat((parts.count(bytes) - 1) * parts.size() + parts.sizeOf(parts.count(bytes), bytes))
                    .isEqualTo(bytes);
        }
    }

    @Test
    void a_seller_has_so_much_room_and_no_more_however_many_announce_at_once() {
        Stall small = STALL.sibling(Map.of("SELLER_QUOTA_BYTES", "10000"));
        StoreId store = small.store("collector", "collection");
        List<String> products = IntStream.range(0, 4)
                .mapToObj(i -> small.drafted("collector", store, "Volume " + i))
                .toList();
        List<ApiAnswer> answers = AtOnce.by(
                8,
                i -> small.announce(
                        "collector",
                        products.get(i % 4),
                        new Bytes(random(3_000, i), "download", "x", "application/zip").announcement()));
        assertThat(answers.stream().filter(each -> each.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(each -> each.status() != 201))
                .extracting(ApiAnswer::code)
                .containsOnly("storage_full");
        ApiAnswer storage = small.ask(Stall.as("collector", "GET", "/v1/me/storage"));
        assertThat(storage.body()).isEqualTo("{\"used_bytes\":9000,\"limit_bytes\":10000}");

        ApiAnswer given = answers.stream()
                .filter(each -> each.status() == 201)
                .findFirst()
                .orElseThrow();
        String of = products.get(answers.indexOf(given) % 4);
        Stall.expect(
                204,
                small.ask(Stall.as("collector", "DELETE", "/v1/products/{product_id}/files/{file_id}")
                        .path("product_id", of)
                        .path("file_id", given.text("file", "id"))));
        assertThat(small.announce("collector", of, Bytes.of("again").announcement())
                        .status())
                .isEqualTo(201);
    }

    private void assertGone(String file) {
        assertThat(progress(file).status()).isEqualTo(404);
        assertThat(STALL.complete("seller", product, file).status()).isEqualTo(404);
        assertThat(TestStorage.uploads(product + "/" + file)).isZero();
        assertThat(STALL.database.query(
                        "SELECT number FROM file_parts p LEFT JOIN product_files f ON f.id = p.file_id WHERE f.id IS NULL",
                        row -> row.integer("number")))
                .isEmpty();
    }

    private String announced(int size) {
        return Stall.expect(201, STALL.announce("seller", product, """
                        {"name": "course.zip", "size": %d, "content_type": "application/zip", "upload": "in_parts"}""".formatted(size)))
                .text("file", "id");
    }

    private JsonNode file(String id) {
        for (JsonNode file : STALL.product("seller", product).json().path("files")) {
            if (file.path("id").asString().equals(id)) {
                return file;
            }
        }
        throw new AssertionError("no " + id);
    }

    private JsonNode link(String file, int number, byte[] bytes) {
        return Stall.expect(200, links(file, number, sha256(bytes)))
                .json()
                .path("items")
                .path(0);
    }

    private ApiAnswer links(String file, int number, Sha256 sha256) {
        return ask(file, "{\"parts\": [{\"number\": %d, \"sha256\": \"%s\"}]}".formatted(number, sha256.hex()));
    }

    private ApiAnswer ask(String file, String body) {
        return STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/files/{file_id}/parts")
                .path("product_id", product)
                .path("file_id", file)
                .json(body));
    }

    private ApiAnswer progress(String file) {
        return STALL.ask(Stall.as("seller", "GET", "/v1/products/{product_id}/files/{file_id}/parts")
                .path("product_id", product)
                .path("file_id", file));
    }

    private ApiAnswer delete(String seller, String file) {
        return STALL.ask(Stall.as(seller, "DELETE", "/v1/products/{product_id}/files/{file_id}")
                .path("product_id", product)
                .path("file_id", file));
    }

    private static int put(JsonNode link, byte[] bytes) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(link.path("url").asString())).PUT(BodyPublishers.ofByteArray(bytes));
        link.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return Stall.send(request.build()).statusCode();
    }

    private static byte[] part(byte[] bytes, int number) {
        return Arrays.copyOfRange(bytes, (number - 1) * PART, Math.min(bytes.length, number * PART));
    }

    private static Sha256 sha256(byte[] bytes) {
        return Sha256.of(Sha256.digest().digest(bytes));
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
