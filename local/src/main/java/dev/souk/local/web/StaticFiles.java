package dev.souk.local.web;

import dev.souk.deployment.PageHeaders;
import dev.souk.local.http.Answer;
import dev.souk.local.http.Request;
import dev.souk.local.http.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a folder. Nothing outside of it can be had, and nothing in it whose name begins with a dot. Browsers ask every time
 * whether a file has changed, so that a reload shows what was edited.
 */
public final class StaticFiles implements Site {
    private final Path root;
    private final String withoutIndex;
    private final Map<String, String> words;

    /**
     * @param withoutIndex where {@code /} leads when the folder has no {@code index.html}
     * @param words what is to stand in pages and scripts in the place of what, as a deployment replaces it
     */
    public StaticFiles(Path root, String withoutIndex, Map<String, String> words) {
        this.words = Map.copyOf(words);
        this.root = root.toAbsolutePath().normalize();
        this.withoutIndex = withoutIndex;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Answer.of(405, "text/plain; charset=utf-8", "Only GET and HEAD.\n")
                    .with("Allow", "GET, HEAD");
        }
        Optional<Path> file = file(request.path());
        if (file.isEmpty() && request.path().equals("/")) {
            return Answer.redirect(withoutIndex);
        }
        try {
            if (file.isEmpty() && file(request.path() + "/").isPresent()) {
                return Answer.redirect(request.path() + "/");
            }
            if (file.isEmpty()) {
                return notFound();
            }
            byte[] bytes = told(file.get());
            String tag = tag(bytes);
            boolean known = request.header("If-None-Match")
                    .filter(tags ->
                            tags.equals("*") || List.of(tags.split("\\s*,\\s*")).contains(tag))
                    .isPresent();
            return answer(
                            known ? 304 : 200,
                            MediaTypes.of(file.get().getFileName().toString()),
                            bytes)
                    .with("ETag", tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] told(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        if (words.isEmpty() || !(name.endsWith(".html") || name.endsWith(".js"))) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer notFound() throws IOException {
        Path page = root.resolve("404.html");
        byte[] bytes = Files.isRegularFile(page)
                ? told(page)
                : "<!doctype html><html lang=\"en\"><title>Not found</title><p>There is no such page. <a href=\"/\">Home</a></p></html>\n"
                        .getBytes(StandardCharsets.UTF_8);
        return answer(404, "text/html; charset=utf-8", bytes);
    }

    private static Answer answer(int status, String type, byte[] bytes) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of(type));
        headers.put("Cache-Control", List.of("no-cache"));
        PageHeaders.all().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Answer(status, headers, bytes);
    }

    private Optional<Path> file(String rawPath) {
        try {
            // The decoder is made for forms, where a plus sign is a space; in a path it is itself.
            String path = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0 || path.contains("/.") || path.contains("//")) {
                return Optional.empty();
            }
            Path wanted = root.resolve(path.substring(1).isEmpty() ? "." : path.substring(1))
                    .normalize();
            Path file = Files.isDirectory(wanted) && path.endsWith("/") ? wanted.resolve("index.html") : wanted;
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            return real.startsWith(root.toRealPath()) ? Optional.of(real) : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
