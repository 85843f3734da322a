package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Large files in parts, over a connection that breaks; and whatever else somebody may upload. */
class UploadsTest {
    /** {@code make test-upload} asks for more. */
    private static final int MEGABYTES = Integer.getInteger("souk.uploadMegabytes", 64);

    private static final int MOST_LINKS = 100;
    private static final int SIDE_BY_SIDE = 3;
    /** A function's instance takes a little more or less for many reasons, and never as much as a file. */
    private static final long SAME_MEMORY_MEGABYTES = 48;

    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String product = shop.draft("Lantern course", 0);

    @Test
    void a_large_file_comes_in_parts_although_the_connection_is_cut_twice_and_no_function_grows_by_it()
            throws Exception {
        Large file = new Large(MEGABYTES * 1024L * 1024 + 4_711);
        JsonNode announced = announceInParts("course.zip", file.size).ok(201).json();
        String id = announced.path("file").path("id").asString();
        assertThat(announced.path("upload").isMissingNode()).isTrue();
        // Each of these knows nothing of the others but the file and its id, as after a lost connection.
        upload(id, file, 1 / 3.0);
        OptionalLong before = memory();
        upload(id, file, 2 / 3.0);
        shop.complete(product, id).wrong(409);
        upload(id, file, 1);

        JsonNode ready = Target.await(
                "the file is ready",
                () -> Optional.of(shop.complete(product, id).ok(200).json())
                        .filter(answer -> answer.path("state").asString().equals("ready")));
        assertThat(ready.path("parts").path("sha256").asString()).isEqualTo(file.hashOfParts(partSize(id)));
        assertThat(souk.call("POST", "/v1/products/" + product + "/files/" + id + "/parts")
                        .bearer(shop.token)
                        .json("{\"parts\": [{\"number\": 1, \"sha256\": \"" + Shop.sha256(file.part(1, partSize(id)))
                                + "\"}]}")
                        .wrong(409)
                        .code())
                .isEqualTo("upload_over");
        OptionalLong after = memory();
        if (before.isPresent()) {
            System.out.printf(
                    "%d MB uploaded: the catalogue's function had %d MB before and %d MB after%n",
                    MEGABYTES, before.getAsLong(), after.orElseThrow());
            assertThat(after.orElseThrow() - before.getAsLong()).isLessThan(SAME_MEMORY_MEGABYTES);
        }

        souk.call("POST", "/v1/products/" + product + "/publish")
                .bearer(shop.token)
                .ok(200);
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        JsonNode bought = souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items")
                .path(0);
        assertThat(bought.path("files").path(0).path("parts").path("sha256").asString())
                .isEqualTo(ready.path("parts").path("sha256").asString());
        String url = souk.call("POST", "/v1/purchases/" + bought.path("id").asString() + "/downloads")
                .header("Purchase-Token", order.text("purchase_token"))
                .json("{\"file_id\": \"" + id + "\"}")
                .ok(201)
                .text("url");
        assertThat(hashOf(url)).isEqualTo(file.hash());
    }

    @Test
    void whatever_is_said_wrongly_of_parts_is_refused() {
        String id = announceInParts("course.zip", 9_000_000)
                .ok(201)
                .json()
                .path("file")
                .path("id")
                .asString();
        String path = "/v1/products/" + product + "/files/" + id;
        String one = "{\"parts\": [{\"number\": 1, \"sha256\": \"" + Shop.sha256(Shop.bytes("one")) + "\"}]}";
        souk.call("POST", path + "/parts").bearer(shop.token).json(one).ok(200);
        souk.call("POST", path + "/parts").bearer(shop.token).json(one).ok(200);
        assertThat(souk.call("POST", path + "/parts")
                        .bearer(shop.token)
                        .json(one.replace(Shop.sha256(Shop.bytes("one")), Shop.sha256(Shop.bytes("another"))))
                        .wrong(409)
                        .code())
                .isEqualTo("part_changed");
        assertThat(souk.call("POST", path + "/parts")
                        .bearer(shop.token)
                        .json(one.replace("\"number\": 1", "\"number\": 3"))
                        .wrong(422)
                        .wrongFields())
                .containsExactly("parts");
        souk.call("POST", path + "/parts").bearer(shop.token).json("{").wrong(400);
        souk.call("POST", path + "/parts")
                .bearer(shop.token)
                .text("text/plain", one)
                .wrong(415);
        souk.call("POST", path + "/parts")
                .bearer(shop.token)
                .json("{\"parts\": \"" + "x".repeat(300_000) + "\"}")
                .wrong(413);
        souk.call("POST", path + "/parts").json(one).wrong(401);

        String atOnce = shop.announce(product, "small.pdf", Shop.bytes("small"))
                .path("file")
                .path("id")
                .asString();
        String small = "/v1/products/" + product + "/files/" + atOnce;
        assertThat(souk.call("POST", small + "/parts")
                        .bearer(shop.token)
                        .json(one)
                        .wrong(409)
                        .code())
                .isEqualTo("not_in_parts");
        souk.call("GET", small + "/parts").bearer(shop.token).wrong(404);
        souk.call("GET", path + "/parts").bearer(shop.token).ok(200);

        JsonNode room =
                souk.call("GET", "/v1/me/storage").bearer(shop.token).ok(200).json();
        assertThat(room.path("used_bytes").asLong()).isEqualTo(9_000_000 + "small".length());
        souk.call("DELETE", path).bearer(shop.token).ok(204);
        souk.call("DELETE", path).bearer(shop.token).wrong(404);
        souk.call("POST", path + "/parts").bearer(shop.token).json(one).wrong(404);
        assertThat(souk.call("GET", "/v1/me/storage")
                        .bearer(shop.token)
                        .ok(200)
                        .json()
                        .path("used_bytes")
                        .asLong())
                .isEqualTo("small".length());
        assertThat(announceInParts("all.zip", 5L * 1024 * 1024 * 1024 * 1024)
                        .wrong(409)
                        .code())
                .isEqualTo("storage_full");
        assertThat(announceInParts("more.zip", 5L * 1024 * 1024 * 1024 * 1024 + 1)
                        .wrong(422)
                        .wrongFields())
                .containsExactly("size");
    }

    @Test
    void a_name_that_would_harm_somebody_is_refused_and_what_is_odd_only_is_kept_as_it_is() {
        for (String name : List.of(
                "../../etc/passwd",
                "..\\windows",
                "..",
                "a/b.pdf",
                "line\nbreak.pdf",
                "null\u0000.pdf",
                "bell\u0007.pdf",
                "photo\u202egpj.exe",
                "isolate\u2066.pdf",
                "x".repeat(300),
                " ",
                "")) {
            assertThat(announce(name, "application/pdf", "download", Shop.bytes("x"))
                            .wrong(422)
                            .wrongFields())
                    .as(name)
                    .containsExactly("name");
        }
        String odd = "Preis & Größe – 価格 😀 ..zip.pdf";
        assertThat(announce(odd, "application/pdf", "download", Shop.bytes("x"))
                        .ok(201)
                        .json()
                        .path("file")
                        .path("name")
                        .asString())
                .isEqualTo(odd);
    }

    /** LocalStack's S3 looks at no signature. */
    @Tag("not-on-localstack")
    @Test
    void what_is_not_as_announced_is_refused_by_the_store_and_served_to_nobody() {
        byte[] promised = Shop.bytes("the promised bytes");
        JsonNode file = announce("book.pdf", "application/pdf", "download", promised)
                .ok(201)
                .json();
        JsonNode upload = file.path("upload");
        assertThat(shop.put(upload, Shop.bytes("THE PROMISED BYTES")).statusCode())
                .isEqualTo(400);
        assertThat(shop.put(upload, Shop.bytes("the promised bytes and more")).statusCode())
                .isEqualTo(403);
        assertThat(souk.send(HttpRequest.newBuilder(
                                        URI.create(upload.path("url").asString()))
                                .header("content-type", "text/html")
                                .header(
                                        "x-amz-checksum-sha256",
                                        upload.path("headers")
                                                .path("x-amz-checksum-sha256")
                                                .asString())
                                .PUT(BodyPublishers.ofByteArray(promised))
                                .build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(shop.complete(product, file.path("file").path("id").asString())
                        .wrong(409)
                        .code())
                .isEqualTo("upload_missing");
    }

    @Test
    void html_that_calls_itself_an_image_is_no_cover() {
        byte[] page = Shop.bytes("<html><script>alert(1)</script></html>");
        JsonNode cover =
                announce("cover.png", "image/png", "cover", page).ok(201).json();
        assertThat(shop.put(cover.path("upload"), page).statusCode()).isEqualTo(200);
        Reply refused =
                shop.complete(product, cover.path("file").path("id").asString()).wrong(409);
        assertThat(refused.code()).isEqualTo("upload_mismatch");
        assertThat(refused.wrongFields()).containsExactly("content_type");
        souk.call("GET", "/v1/products/" + product + "/cover")
                .bearer(shop.token)
                .wrong(404);
        assertThat(announce("cover.png", "text/html", "cover", page).wrong(422).wrongFields())
                .containsExactly("content_type");
    }

    /** Uploads what is missing, some parts at a time; the last one before {@code share} of all only by half, then the line is dead. */
    private void upload(String id, Large file, double share) throws Exception {
        JsonNode progress = souk.call("GET", "/v1/products/" + product + "/files/" + id + "/parts")
                .bearer(shop.token)
                .ok(200)
                .json();
        int count = progress.path("part_count").asInt();
        long size = progress.path("part_size").asLong();
        List<Integer> missing = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            if (!isThere(progress, number)) {
                missing.add(number);
            }
        }
        int last = (int) Math.ceil(count * share);
        List<Integer> todo = missing.stream().filter(number -> number <= last).toList();
        assertThat(todo).isNotEmpty();
        try (ExecutorService uploads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (int from = 0; from < todo.size(); from += MOST_LINKS) {
                List<Future<Integer>> sent = new ArrayList<>();
                for (JsonNode link :
                        links(id, file, size, todo.subList(from, Math.min(todo.size(), from + MOST_LINKS)))) {
                    int number = link.path("number").asInt();
                    boolean cut = number == last && share < 1;
                    sent.add(uploads.submit(
                            () -> cut ? cut(link, file.part(number, size)) : put(link, file.part(number, size))));
                }
                for (Future<Integer> one : sent) {
                    assertThat(one.get()).isIn(200, 0);
                }
            }
        }
    }

    private JsonNode links(String id, Large file, long size, List<Integer> numbers) {
        List<Map<String, Object>> parts = numbers.stream()
                .map(number -> Map.<String, Object>of("number", number, "sha256", Shop.sha256(file.part(number, size))))
                .toList();
        return souk.call("POST", "/v1/products/" + product + "/files/" + id + "/parts")
                .bearer(shop.token)
                .json(Json.write(Map.of("parts", parts)))
                .ok(200)
                .json()
                .path("items");
    }

    private static boolean isThere(JsonNode progress, int number) {
        for (JsonNode range : progress.path("uploaded")) {
            if (range.path("first").asInt() <= number
                    && number <= range.path("last").asInt()) {
                return true;
            }
        }
        return false;
    }

    private int put(JsonNode link, byte[] bytes) {
        return shop.put(link, bytes).statusCode();
    }

    /** Half of it, and then nothing more is heard of whoever sent it. */
    private static int cut(JsonNode link, byte[] bytes) throws IOException {
        URI url = URI.create(link.path("url").asString());
        try (Socket line = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = line.getOutputStream();
            StringBuilder head = new StringBuilder("PUT " + url.getRawPath() + "?" + url.getRawQuery()
                    + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nContent-Length: " + bytes.length + "\r\n");
            link.path("headers")
                    .properties()
                    .forEach(header -> head.append(header.getKey())
                            .append(": ")
                            .append(header.getValue().asString())
                            .append("\r\n"));
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            line.setSoLinger(true, 0);
        }
        return 0;
    }

    private Call announceInParts(String name, long size) {
        return souk.call("POST", "/v1/products/" + product + "/files")
                .bearer(shop.token)
                .json(Json.write(
                        Map.of("name", name, "size", size, "content_type", "application/zip", "upload", "in_parts")));
    }

    private Call announce(String name, String type, String purpose, byte[] bytes) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", name);
        file.put("purpose", purpose);
        file.put("size", bytes.length);
        file.put("content_type", type);
        file.put("sha256", Shop.sha256(bytes));
        return souk.call("POST", "/v1/products/" + product + "/files")
                .bearer(shop.token)
                .json(Json.write(file));
    }

    private long partSize(String id) {
        return souk.call("GET", "/v1/products/" + product + "/files/" + id + "/parts")
                .bearer(shop.token)
                .ok(200)
                .json()
                .path("part_size")
                .asLong();
    }

    /** What the instances of the catalogue's function take together, where functions have processes of their own. */
    private OptionalLong memory() {
        long sum = 0;
        for (JsonNode instance : souk.instances()) {
            if (instance.path("function").asString().equals("catalog")) {
                sum += instance.path("memory_mb").asLong();
            }
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private String hashOf(String url) throws Exception {
        MessageDigest digest = sha256();
        try (InputStream bytes = souk.http()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofInputStream())
                .body()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file that is made up part by part, so that nobody has to keep all of it. */
    private record Large(long size) {
        private static final int BLOCK = 8 * 1024 * 1024;

        byte[] part(int number, long partSize) {
            assertThat(partSize).isEqualTo(BLOCK);
            byte[] bytes = new byte[Math.toIntExact(Math.min(BLOCK, size - (number - 1L) * BLOCK))];
            new Random(number).nextBytes(bytes);
            return bytes;
        }

        String hash() {
            MessageDigest digest = UploadsTest.sha256();
            for (int number = 1; (number - 1L) * BLOCK < size; number++) {
                digest.update(part(number, BLOCK));
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        String hashOfParts(long partSize) {
            MessageDigest all = UploadsTest.sha256();
            for (int number = 1; (number - 1L) * partSize < size; number++) {
                all.update(UploadsTest.sha256().digest(part(number, partSize)));
            }
            return HexFormat.of().formatHex(all.digest());
        }
    }
}
