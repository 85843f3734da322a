package dev.souk.local.page.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tab: it hears of all that happens until it is closed. */
final class OpenPage implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final InputStream stream;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Thread reading;

    /** One server-sent event. */
    record Heard(String name, JsonNode data) {}

    private OpenPage(URI updates) {
        try {
            this.stream = client.send(HttpRequest.newBuilder(updates).build(), BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        this.reading = Thread.ofVirtual().start(this::read);
    }

    static OpenPage at(URI updates) {
        return new OpenPage(updates);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    heard.add(new Heard(name, JsonMapper.shared().readTree(line.substring("data: ".length()))));
                }
            }
        } catch (IOException e) {
            // The tab was closed.
        }
    }

    List<Heard> heard() {
        return new ArrayList<>(heard);
    }

    JsonNode hears(String name, Predicate<JsonNode> fits) {
        return Visitor.await(
                "to hear of " + name,
                () -> heard.stream()
                        .filter(each -> each.name().equals(name) && fits.test(each.data()))
                        .map(Heard::data)
                        .findFirst());
    }

    /** Whether the server has ended it. */
    void seesTheEnd() {
        Visitor.awaitThat("the end of the stream", () -> !reading.isAlive());
    }

    Optional<Heard> first() {
        return heard.stream().findFirst();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
