package dev.souk.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP call of the demo: it can be made, and it can be written down as the curl that does the same. */
final class Call {
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final String method;
    private final URI url;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String body;
    private @Nullable Path file;

    private Call(String method, URI url) {
        this.method = method;
        this.url = url;
    }

    static Call get(URI url) {
        return new Call("GET", url);
    }

    static Call post(URI url) {
        return new Call("POST", url);
    }

    static Call put(URI url) {
        return new Call("PUT", url);
    }

    Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    Call json(String text) {
        body = text;
        return header("Content-Type", "application/json");
    }

    Call form(String text) {
        body = text;
        return header("Content-Type", "application/x-www-form-urlencoded");
    }

    Call file(Path bytes) {
        file = bytes;
        return this;
    }

    HttpResponse<byte[]> make(HttpClient http) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        // The client writes the length itself, from the file.
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("host")) {
                request.header(name, value);
            }
        });
        HttpRequest.BodyPublisher publisher = BodyPublishers.noBody();
        if (file != null) {
            publisher = BodyPublishers.ofFile(file);
        } else if (body != null) {
            publisher = BodyPublishers.ofString(body);
        }
        return http.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** For a POSIX shell. Long secrets are written in full: the line can be pasted. */
    String curl() {
        StringBuilder line = new StringBuilder("curl -sS");
        if (!method.equals("GET")
                && !(method.equals("POST") && body != null)
                && !(method.equals("PUT") && file != null)) {
            line.append(" -X ").append(method);
        }
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("host")) {
                line.append(" -H ").append(quoted(name + ": " + value));
            }
        });
        if (file != null) {
            line.append(" -T ").append(quoted(file.toString()));
        } else if (body != null) {
            line.append(" -d ").append(quoted(body));
        }
        return line.append(' ').append(quoted(url.toString())).toString();
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
