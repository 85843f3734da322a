package dev.souk.embedded.smtp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The inbox by HTTP, below whatever context path it is mounted at: a page for people at the root, and
 *
 * <ul>
 *   <li>{@code GET api/messages}, with {@code ?to=} for one address: {@code {"messages": [{"id", "from", "to": [], "subject",
 *       "received_at"}]}}, the oldest first
 *   <li>{@code GET api/messages/{id}}: that and {@code "text", "html", "headers": [{"name", "value"}], "raw"}
 *   <li>{@code GET api/messages/{id}/html}: the HTML part alone, as a page that may run and load nothing
 *   <li>{@code DELETE api/messages}: 204
 *   <li>{@code POST api/faults} with {@code {"refuse": n, "refuse_after_keeping": n, "refuse_addresses": [], "listening": bool}},
 *       each optional: 204
 * </ul>
 *
 * A mail is a stranger's text: nothing of it is ever put into the page's own markup.
 */
public final class InboxPages implements HttpHandler {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
                    + " base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
    private static final int MAX_BODY = 10_000;

    private final Inbox inbox;

    public InboxPages(Inbox inbox) {
        this.inbox = inbox;
    }

    record Summary(String id, String from, List<String> to, String subject, Instant receivedAt) {
        static Summary of(ReceivedMail mail) {
            return new Summary(mail.id(), mail.from(), mail.to(), mail.subject(), mail.receivedAt());
        }
    }

    private record Answer(int status, String type, byte[] body) {
        static Answer json(int status, Object value) {
            return new Answer(status, "application/json", JSON.writeValueAsBytes(value));
        }

        static Answer text(int status, String type, String body) {
            return new Answer(status, type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer problem(int status, String title) {
            return new Answer(
                    status,
                    "application/problem+json",
                    JSON.writeValueAsBytes(Map.of("status", status, "title", title)));
        }

        static Answer done() {
            return new Answer(204, "", new byte[0]);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String mount = exchange.getHttpContext().getPath();
            String path = exchange.getRequestURI().getPath().substring(mount.length());
            if (path.isEmpty() && !mount.endsWith("/")) {
                // The page names its parts relative to itself.
                exchange.getResponseHeaders().set("Location", mount + "/");
                exchange.sendResponseHeaders(308, -1);
                return;
            }
            Answer answer = answer(exchange, path.startsWith("/") ? path.substring(1) : path);
            boolean mailItself = path.endsWith("/html");
            exchange.getResponseHeaders().set("Content-Security-Policy", mailItself ? MAIL_POLICY : PAGE_POLICY);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (!answer.type().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", answer.type());
            }
            boolean bodiless =
                    answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
            if (!bodiless) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange, String path) throws IOException {
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        return switch (path) {
            case "" -> only("GET", method, () -> resource("inbox.html", "text/html"));
            case "inbox.js" -> only("GET", method, () -> resource("inbox.js", "text/javascript"));
            case "inbox.css" -> only("GET", method, () -> resource("inbox.css", "text/css"));
            case "api/messages" ->
                switch (method) {
                    case "GET" -> list(parameter(exchange, "to"));
                    case "DELETE" -> cleared();
                    default -> Answer.problem(405, "Method not allowed");
                };
            case "api/faults" -> only("POST", method, () -> faults(exchange));
            default ->
                path.startsWith("api/messages/")
                        ? only("GET", method, () -> message(path.substring("api/messages/".length())))
                        : Answer.problem(404, "No such page");
        };
    }

    private interface Work {
        Answer answer() throws IOException;
    }

    private static Answer only(String allowed, String method, Work work) throws IOException {
        return allowed.equals(method) ? work.answer() : Answer.problem(405, "Method not allowed");
    }

    private Answer list(@Nullable String to) {
        List<ReceivedMail> mails = to == null ? inbox.messages() : inbox.messagesTo(to);
        return Answer.json(
                200, Map.of("messages", mails.stream().map(Summary::of).toList()));
    }

    private Answer cleared() {
        inbox.clear();
        return Answer.done();
    }

    private Answer message(String rest) {
        boolean htmlOnly = rest.endsWith("/html");
        Optional<ReceivedMail> mail =
                inbox.message(htmlOnly ? rest.substring(0, rest.length() - "/html".length()) : rest);
        if (mail.isEmpty()) {
            return Answer.problem(404, "No such message");
        }
        // Links leave the frame for a window of their own: inside it they would find scripts forbidden.
        return htmlOnly
                ? Answer.text(
                        200,
                        "text/html",
                        "<base target=\"_blank\">" + mail.get().html())
                : Answer.json(200, mail.get());
    }

    /** The media type is insisted on because no page of another origin can send it without asking first. */
    private Answer faults(HttpExchange exchange) throws IOException {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!type.startsWith("application/json")) {
            return Answer.problem(415, "Send application/json");
        }
        JsonNode wanted;
        try {
            wanted = JSON.readTree(exchange.getRequestBody().readNBytes(MAX_BODY));
        } catch (JacksonException e) {
            return Answer.problem(400, "Not JSON");
        }
        for (String count : List.of("refuse", "refuse_after_keeping")) {
            if (wanted.has(count)
                    && !(wanted.path(count).isInt() && wanted.path(count).asInt() >= 0)) {
                return Answer.problem(422, count + " must be a whole number from 0");
            }
        }
        if (wanted.has("listening") && !wanted.path("listening").isBoolean()) {
            return Answer.problem(422, "listening must be true or false");
        }
        JsonNode refused = wanted.path("refuse_addresses");
        if (wanted.has("refuse_addresses")
                && !(refused.isArray() && refused.valueStream().allMatch(JsonNode::isString))) {
            return Answer.problem(422, "refuse_addresses must be a list of e-mail addresses");
        }
        if (refused.isArray()) {
            inbox.refuseAddresses(refused.valueStream().map(JsonNode::asString).toList());
        }
        if (wanted.has("refuse")) {
            inbox.refuseNext(wanted.path("refuse").asInt());
        }
        if (wanted.has("refuse_after_keeping")) {
            inbox.refuseNextAfterKeeping(wanted.path("refuse_after_keeping").asInt());
        }
        if (wanted.has("listening")) {
            if (wanted.path("listening").asBoolean()) {
                inbox.startListening();
            } else {
                inbox.stopListening();
            }
        }
        return Answer.done();
    }

    private static @Nullable String parameter(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
        }
        return null;
    }

    private static Answer resource(String name, String type) {
        try (InputStream in = InboxPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return Answer.text(200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
