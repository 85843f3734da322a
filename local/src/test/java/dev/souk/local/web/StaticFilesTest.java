package dev.souk.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.local.http.Answer;
import dev.souk.local.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    private final Path folder;
    private final Path root;
    private final StaticFiles files;

    StaticFilesTest(@TempDir Path folder) {
        this.folder = folder;
        this.root = folder.resolve("web root");
        this.files = new StaticFiles(root, "/elsewhere", Map.of("LIVE = ''", "LIVE = 'ws://here'"));
    }

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(root.resolve("css"));
        Files.writeString(root.resolve("index.html"), "<h1>Shop</h1>");
        Files.writeString(root.resolve("css/shop.css"), "h1 {}");
        Files.writeString(root.resolve("a+b c.txt"), "plus");
        Files.writeString(root.resolve(".env"), "secret");
        Files.writeString(folder.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("outside.txt"));
    }

    @Test
    void a_folder_is_its_index_page_under_an_address_that_ends_with_a_slash() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/index.html"), "<h1>Docs</h1>");

        assertThat(text(get("/docs/"))).isEqualTo("<h1>Docs</h1>");
        assertThat(get("/docs").status()).isEqualTo(302);
        assertThat(get("/docs").headers()).containsEntry("Location", List.of("/docs/"));
        assertThat(get("/css").status()).isEqualTo(404);
    }

    private Answer get(String path) {
        return files.answer(request("GET", path, Map.of()));
    }

    private static Request request(String method, String path, Map<String, List<String>> headers) {
        return new Request(UUID.randomUUID(), method, path, "", headers, new byte[0], "127.0.0.1", Instant.EPOCH);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void files_come_with_their_type_and_are_asked_for_again_every_time() {
        Answer page = get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(text(page)).isEqualTo("<h1>Shop</h1>");
        assertThat(page.headers())
                .containsEntry("Content-Type", List.of("text/html; charset=utf-8"))
                .containsEntry("Cache-Control", List.of("no-cache"))
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Content-Security-Policy", List.of("frame-ancestors 'none'"))
                .containsKey("ETag");
        assertThat(get("/css/shop.css").headers()).containsEntry("Content-Type", List.of("text/css; charset=utf-8"));
        assertThat(text(get("/a+b%20c.txt"))).isEqualTo("plus");
    }

    @Test
    void what_a_browser_has_already_is_not_sent_again_until_it_changes() throws IOException {
        List<String> tag = get("/").headers().getOrDefault("ETag", List.of());

        assertThat(files.answer(request("GET", "/", Map.of("If-None-Match", tag)))
                        .status())
                .isEqualTo(304);
        Files.writeString(root.resolve("index.html"), "<h1>New</h1>");
        assertThat(files.answer(request("GET", "/", Map.of("If-None-Match", tag)))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.html",
                "/../outside.txt",
                "/%2e%2e/outside.txt",
                "/..%2foutside.txt",
                "/css/../../outside.txt",
                "/..%5coutside.txt",
                "//outside.txt",
                "/%00",
                "/.env",
                "/%2eenv",
                "/link.txt",
                "/css",
                "/css/",
                "/%zz",
                "/index.html/x"
            })
    void what_is_not_there_or_not_to_be_seen_is_not_found(String path) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(text(answer)).doesNotContain("secret").contains("no such page");
    }

    @Test
    void the_folders_own_page_says_that_something_is_not_found() throws IOException {
        Files.writeString(root.resolve("404.html"), "<p>Not in this shop</p>");

        assertThat(get("/nothing").status()).isEqualTo(404);
        assertThat(text(get("/nothing"))).isEqualTo("<p>Not in this shop</p>");
    }

    @Test
    void without_a_front_page_the_visitor_is_led_elsewhere() throws IOException {
        Files.delete(root.resolve("index.html"));

        assertThat(get("/").status()).isEqualTo(302);
        assertThat(get("/").headers()).containsEntry("Location", List.of("/elsewhere"));
    }

    @Test
    void nothing_can_be_written() {
        assertThat(files.answer(request("POST", "/", Map.of())).status()).isEqualTo(405);
    }

    @Test
    void pages_and_scripts_are_told_where_things_are_and_nothing_else_is() throws IOException {
        for (String name : List.of("told.js", "told.html", "told.css")) {
            Files.writeString(root.resolve(name), "LIVE = ''");
        }
        assertThat(text(get("/told.js"))).isEqualTo("LIVE = 'ws://here'");
        assertThat(text(get("/told.html"))).isEqualTo("LIVE = 'ws://here'");
        assertThat(text(get("/told.css"))).isEqualTo("LIVE = ''");
    }
}
