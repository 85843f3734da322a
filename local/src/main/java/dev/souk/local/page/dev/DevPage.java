package dev.souk.local.page.dev;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.souk.local.function.Functions;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.local.http.Answer;
import dev.souk.local.service.Services;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The page and its API, below whatever path it is mounted at: {@code api/updates}, server-sent events as {@link Updates} has them, and
 * {@code api/<panel>} as the panels have it. Errors are {@code application/problem+json}.
 */
public final class DevPage implements HttpHandler, AutoCloseable {
    /** With trusted types and no policy for them, the browser itself refuses to read text as markup. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static final System.Logger LOG = System.getLogger(DevPage.class.getName());
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final int LONGEST_BODY = 10_000;
    private static final Map<String, String> RESOURCES = Map.of(
            "dev.html", "text/html",
            "dev.css", "text/css",
            "dev.js", "text/javascript",
            "dom.js", "text/javascript",
            "timeline.js", "text/javascript",
            "panels.js", "text/javascript");

    private final Map<String, Panel> panels = new LinkedHashMap<>();
    private final InvocationsPanel invocations;
    private final FilesPanel files;
    private final Updates updates;

    private DevPage(
            InvocationsPanel invocations,
            List<Watched> watched,
            FilesPanel files,
            ParkedEventsPanel parked,
            Updates updates) {
        this.invocations = invocations;
        this.files = files;
        this.updates = updates;
        panels.put(invocations.name(), invocations);
        panels.put(files.name(), files);
        panels.put(parked.name(), parked);
        watched.forEach(panel -> panels.put(panel.name(), panel));
    }

    public static DevPage of(Services services, Functions functions, RecentInvocations recent, SqsClient queueClient) {
        InvocationsPanel invocations = new InvocationsPanel(functions, recent);
        List<Watched> watched = List.of(
                new QueuesPanel(services.queues(), queueClient),
                new StripePanel(services.stripe()),
                new MailPanel(services.mail()),
                new InstancesPanel(functions instanceof IsolatedFunctions isolated ? isolated : null));
        return new DevPage(
                invocations,
                watched,
                new FilesPanel(services.bucket()),
                new ParkedEventsPanel(functions),
                new Updates(recent, invocations, watched, HEARTBEAT));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            String mount = exchange.getHttpContext().getPath();
            String path = exchange.getRequestURI().getPath().substring(mount.length());
            String method = exchange.getRequestMethod();
            if (path.startsWith("/api/")) {
                Optional<Answer> refusal = SameOrigin.refusal(method, exchange.getRequestHeaders());
                if (refusal.isEmpty() && path.equals("/api/updates") && method.equals("GET")) {
                    updates.writeTo(exchange);
                    return;
                }
                write(exchange, refusal.isPresent() ? refusal.get() : api(exchange, method, path));
                return;
            }
            // The page names its parts relative to itself.
            write(exchange, path.isEmpty() ? Answer.redirect(mount + "/") : page(method, path.substring(1)));
        }
    }

    private static Answer page(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Replies.problem(405, "Only GET and HEAD.").with("Allow", "GET, HEAD");
        }
        String name = path.isEmpty() ? "dev.html" : path;
        String type = RESOURCES.get(name);
        return type == null ? Replies.noSuchThing() : resource(name, type);
    }

    private Answer api(HttpExchange exchange, String method, String path) throws IOException {
        List<String> segments = Arrays.asList(path.substring("/api/".length()).split("/", -1));
        Panel panel = panels.get(segments.getFirst());
        if (panel == null) {
            return Replies.noSuchThing();
        }
        List<String> rest = segments.subList(1, segments.size());
        try {
            return switch (method) {
                case "GET", "HEAD" ->
                    panel.read(rest, Query.of(exchange.getRequestURI().getRawQuery()));
                case "POST" -> acted(panel, rest, exchange.getRequestBody());
                default -> Replies.problem(405, "Only GET and POST.").with("Allow", "GET, HEAD, POST");
            };
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the developer's page failed on " + panel.name(), e);
            return Replies.problem(500, "The page failed; what Souk printed says why.");
        }
    }

    private static Answer acted(Panel panel, List<String> path, InputStream body) throws IOException {
        byte[] read = body.readNBytes(LONGEST_BODY + 1);
        if (read.length > LONGEST_BODY) {
            return Replies.problem(413, "Too long.");
        }
        JsonNode wanted;
        try {
            wanted = read.length == 0 ? Replies.object() : Replies.JSON.readTree(read);
        } catch (JacksonException e) {
            return Replies.problem(400, "Not JSON.");
        }
        return panel.act(path, wanted);
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        boolean bodiless =
                answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static Answer resource(String name, String type) {
        try (InputStream in = DevPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new Answer(200, Map.of("Content-Type", List.of(type + "; charset=utf-8")), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets open pages go, so that nobody waits for them. */
    @Override
    public void close() throws Exception {
        updates.close();
        invocations.close();
        files.close();
    }
}
