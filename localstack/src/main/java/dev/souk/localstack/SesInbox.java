package dev.souk.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.souk.embedded.smtp.Inbox;
import dev.souk.embedded.smtp.InboxPages;
import dev.souk.lambda.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * The mails that LocalStack's SES was given, on the inbox's pages. LocalStack delivers none; it only lists them, so each look at the pages
 * first fetches what is new. Mails that somebody deleted from the inbox do not come back.
 */
final class SesInbox implements HttpHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI mails;
    private final Inbox inbox;
    private final InboxPages pages;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Set<String> seen = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** @param mails answers {@code {"messages": [{"Id", "Source", "RawData"}]}} */
    SesInbox(URI mails, Inbox inbox) {
        this.mails = mails;
        this.inbox = inbox;
        this.pages = new InboxPages(inbox);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        lock.lock();
        try {
            fetch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        pages.handle(exchange);
    }

    private void fetch() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(mails).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        // Before it was given the first mail, LocalStack knows of no such page.
        if (answer.statusCode() != 200) {
            return;
        }
        for (JsonNode mail : Json.tree(answer.body()).path("messages")) {
            if (seen.add(mail.path("Id").asString())) {
                inbox.keep(
                        mail.path("Source").asString(""),
                        mail.path("RawData").asString("").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
