package dev.souk.local.page.dev;

import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.Trace;
import dev.souk.local.http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the functions did: {@code GET invocations}, the oldest first; {@code GET invocations/{id}} with event, answer, log and kin; {@code
 * POST invocations/{id}/replay}, which answers 202 and {@code {"id"}} of the new one.
 */
final class InvocationsPanel implements Panel, AutoCloseable {
    private static final int MOST_KIN = 50;

    private final RecentInvocations invocations;
    private final Replays replays;

    InvocationsPanel(Functions functions, RecentInvocations invocations) {
        this.invocations = invocations;
        this.replays = new Replays(functions, invocations);
    }

    @Override
    public String name() {
        return "invocations";
    }

    @Override
    public Answer read(List<String> path, Query query) {
        return switch (path.size()) {
            case 0 -> Replies.json(200, all());
            case 1 ->
                find(path.getFirst())
                        .map(trace -> Replies.json(200, inFull(trace)))
                        .orElseGet(InvocationsPanel::forgotten);
            default -> Replies.noSuchThing();
        };
    }

    @Override
    public Answer act(List<String> path, JsonNode body) {
        if (path.size() != 2 || !path.get(1).equals("replay")) {
            return Replies.noSuchThing();
        }
        Optional<Trace> trace = find(path.getFirst());
        if (trace.isEmpty()) {
            return forgotten();
        }
        return replays.again(trace.get())
                .map(id -> Replies.json(202, Replies.object().put("id", id.toString())))
                .orElseGet(() -> Replies.problem(503, "The function was not called: Souk is busy, or stopping."));
    }

    private static Answer forgotten() {
        return Replies.problem(404, "This invocation is not remembered any more.");
    }

    private Optional<Trace> find(String id) {
        try {
            return invocations.find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    ObjectNode all() {
        ObjectNode all = Replies.object();
        ArrayNode list = all.putArray("invocations");
        invocations.all().forEach(trace -> list.add(inShort(trace)));
        return all;
    }

    /** A line of the timeline; empty when it has made room for newer ones. */
    Optional<ObjectNode> line(UUID id) {
        return invocations.find(id).map(this::inShort);
    }

    private ObjectNode inShort(Trace trace) {
        Purpose purpose = Purpose.of(trace.event());
        Outcome outcome = Outcome.of(trace, purpose);
        ObjectNode line = Replies.object()
                .put("id", trace.requestId().toString())
                .put("function", trace.function())
                .put("at", trace.at().toString())
                .put("kind", purpose.kind())
                .put("title", purpose.title())
                .put("running", trace.isRunning())
                .put("outcome", outcome.kind().word())
                .put("result", outcome.text())
                .put("lines", trace.log().size())
                .put("idle", isIdle(trace, purpose, outcome));
        if (purpose instanceof Purpose.Request request) {
            line.put("method", request.method()).put("route", request.route()).put("path", Masked.text(request.path()));
        }
        trace.took().ifPresent(took -> line.put("took_ms", millis(took)));
        trace.init().ifPresent(init -> line.put("init_ms", millis(init)));
        trace.memoryMegabytes().ifPresent(megabytes -> line.put("memory_mb", megabytes));
        replays.originalOf(trace).ifPresent(original -> line.put("replay_of", original.toString()));
        return line;
    }

    /** A scheduled look that found nothing to do, and said nothing. */
    private static boolean isIdle(Trace trace, Purpose purpose, Outcome outcome) {
        boolean foundNothing = outcome.kind() == Outcome.Kind.DONE
                && trace.init().isEmpty()
                && trace.log().isEmpty();
        return purpose instanceof Purpose.Scheduled && (trace.isRunning() || foundNothing);
    }

    private ObjectNode inFull(Trace trace) {
        ObjectNode full = inShort(trace);
        full.set("event", Masked.of(trace.event()));
        if (trace.ending().orElse(null) instanceof Invocation.Answered(byte[] payload) && payload.length > 0) {
            full.set("answer", Masked.of(payload));
        }
        if (trace.ending().orElse(null) instanceof Invocation.Failed(String errorType)) {
            full.put("error_type", errorType);
        }
        ArrayNode log = full.putArray("log");
        trace.log().forEach(line -> log.add(Masked.text(line)));
        full.set("kin", kin(trace));
        return full;
    }

    private ArrayNode kin(Trace trace) {
        ArrayNode kin = Replies.JSON.createArrayNode();
        Set<String> ids = Kin.idsIn(trace);
        List<Trace> others = new ArrayList<>(invocations.all());
        for (Trace other : others.reversed()) {
            if (!other.requestId().equals(trace.requestId()) && kin.size() < MOST_KIN) {
                Kin.shared(ids, other).ifPresent(id -> {
                    ObjectNode line = inShort(other);
                    line.put("shares", id);
                    kin.add(line);
                });
            }
        }
        return kin;
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 100_000.0) / 10.0;
    }

    @Override
    public void close() throws Exception {
        replays.close();
    }
}
