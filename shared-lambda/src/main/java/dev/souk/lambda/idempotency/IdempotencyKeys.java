package dev.souk.lambda.idempotency;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Makes a POST that is sent twice happen once. The first request with a key claims it, together with the id of what it will create;
 * a repetition gets the first answer with {@code Idempotent-Replayed: true}. A request that died is taken over by the next one with
 * the same key, under the same id, so that half-done work is completed and not doubled. Keys are kept as hashes.
 *
 * <p>Whoever holds a key holds it by the time to which it is locked: one that was thought dead and comes back late can neither free
 * nor answer a key that another has taken over.
 *
 * <p>The table has the columns {@code scope, key_hash, fingerprint, resource_id, status, headers, body, locked_until, created_at}.
 */
public final class IdempotencyKeys {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 255;
    private static final String WHERE_HELD =
            " WHERE scope = ? AND key_hash = ? AND status IS NULL AND locked_until = ?";

    private final String table;
    private final Database database;
    private final IdSource ids;
    private final Clock clock;
    /** Longer than any function runs: after it, whoever held the key is dead. */
    private final Duration lock;

    public IdempotencyKeys(String table, Database database, IdSource ids, Clock clock, Duration lock) {
        this.table = table;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.lock = lock;
    }

    /** Does the work under the id it is given, and answers. */
    @FunctionalInterface
    public interface Work {
        HttpResponse under(UUID resource) throws Exception;
    }

    /**
     * The key of the request. Keys are 16 to 255 visible ASCII characters: they stand between strangers, so they must not be
     * guessable.
     */
    public static Optional<String> find(HttpRequest request) {
        Optional<String> key = request.header("Idempotency-Key");
        if (key.isPresent() && !isKey(key.get())) {
            throw new Refused(Problem.field(
                    400,
                    "invalid_idempotency_key",
                    "Idempotency-Key",
                    "must have 16 to 255 visible ASCII characters, a fresh UUID for example"));
        }
        return key;
    }

    /** The key of the request, or its end with 400 when there is none. */
    public static String require(HttpRequest request) {
        return find(request)
                .orElseThrow(() -> new Refused(Problem.field(
                        400,
                        "idempotency_key_required",
                        "Idempotency-Key",
                        "is required: send a fresh UUID, and the same one when you try again")));
    }

    /**
     * Does {@code work} unless the key has been answered.
     *
     * @param scope whose key it is: the same key of two callers is two keys
     * @return the answer of the work, or the first answer again; 409 while another request with the key runs, 422 when the key came
     *     with another body
     */
    public HttpResponse once(HttpRequest request, String scope, String key, Work work) throws Exception {
        Row mine = new Row(
                sha256(scope),
                sha256(key),
                sha256(request.method() + " " + request.path() + "\n", request.body()),
                ids.next());
        Claim claim = claim(mine);
        return switch (claim) {
            case Claim.Held held -> work(mine, held, work);
            case Claim.Answered(HttpResponse first) -> first.with("Idempotent-Replayed", "true");
            case Claim.Running _ ->
                throw new Refused(Problem.field(
                                409,
                                "request_in_progress",
                                "Idempotency-Key",
                                "belongs to a request that is still running: ask again in a moment")
                        .retryAfter(Duration.ofSeconds(1)));
            case Claim.OtherRequest _ ->
                throw new Refused(Problem.field(
                        422,
                        "idempotency_key_reused",
                        "Idempotency-Key",
                        "was used for another request: take a fresh key for a new one"));
        };
    }

    /**
     * Deletes keys that were first used before {@code olderThan}, the oldest first; one that is held just now stays. One statement on the
     * index when none is due.
     *
     * @param most to be deleted at once: a large table is swept in batches
     * @return how many were deleted; as many as {@code most}, and there may be more
     */
    public int sweep(Instant olderThan, int most) {
        return database.update(
                "DELETE FROM " + table + " WHERE created_at < ? AND (status IS NOT NULL OR locked_until <= ?)"
                        + " ORDER BY created_at LIMIT " + most,
                olderThan,
                clock.instant());
    }

    private record Row(byte[] scope, byte[] key, byte[] fingerprint, UUID resource) {}

    private sealed interface Claim {
        /** @param first nobody has worked under this id before */
        record Held(UUID resource, Instant until, boolean first) implements Claim {}

        record Answered(HttpResponse first) implements Claim {}

        record Running() implements Claim {}

        record OtherRequest() implements Claim {}
    }

    private record Stored(byte[] fingerprint, UUID resource, Optional<HttpResponse> answer, Instant lockedUntil) {}

    private HttpResponse work(Row mine, Claim.Held held, Work work) throws Exception {
        try {
            HttpResponse response = work.under(held.resource());
            settle(mine, held, response);
            return response;
        } catch (Throwable e) {
            try {
                boolean refused =
                        e instanceof Refused refusal && refusal.problem().status() < 500;
                release(mine, held, refused);
            } catch (RuntimeException alsoFailed) {
                // The lock runs out by itself; what went wrong first is what matters.
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private void settle(Row mine, Claim.Held held, HttpResponse response) {
        if (response.status() < 300) {
            keep(mine, held, response);
        } else {
            release(mine, held, response.status() < 500);
        }
    }

    /**
     * Frees the key when the request was refused and nothing was created: it is as good as new then, also for a corrected body.
     * Otherwise something may have been created, now or by the one before, and only the same request may go on, at once.
     */
    private void release(Row mine, Claim.Held held, boolean refused) {
        if (refused && held.first()) {
            forget(mine, held);
        } else {
            unlock(mine, held);
        }
    }

    private Claim claim(Row mine) {
        Instant now = clock.instant();
        Instant until = now.plus(lock).truncatedTo(ChronoUnit.MICROS);
        try {
            database.update(
                    "INSERT INTO " + table
                            + " (scope, key_hash, fingerprint, resource_id, locked_until, created_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    mine.scope(),
                    mine.key(),
                    mine.fingerprint(),
                    mine.resource(),
                    until,
                    now);
            return new Claim.Held(mine.resource(), until, true);
        } catch (DuplicateKey _) {
            return claimAgain(mine, now, until);
        }
    }

    private Claim claimAgain(Row mine, Instant now, Instant until) {
        Optional<Stored> found = database.first(
                "SELECT fingerprint, resource_id, status, headers, body, locked_until FROM " + table
                        + " WHERE scope = ? AND key_hash = ?",
                row -> {
                    Optional<Integer> status = row.findInteger("status");
                    Optional<HttpResponse> answer = status.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new HttpResponse(status.get(), headers(row.text("headers")), row.text("body")));
                    return new Stored(
                            row.bytes("fingerprint"), row.uuid("resource_id"), answer, row.instant("locked_until"));
                },
                mine.scope(),
                mine.key());
        if (found.isEmpty()) {
            return new Claim.Running();
        }
        Stored stored = found.get();
        if (!Arrays.equals(stored.fingerprint(), mine.fingerprint())) {
            return new Claim.OtherRequest();
        }
        if (stored.answer().isPresent()) {
            return new Claim.Answered(stored.answer().get());
        }
        int taken = database.update(
                "UPDATE " + table + " SET locked_until = ?"
                        + " WHERE scope = ? AND key_hash = ? AND status IS NULL AND locked_until <= ?",
                until,
                mine.scope(),
                mine.key(),
                now);
        return taken == 1 ? new Claim.Held(stored.resource(), until, false) : new Claim.Running();
    }

    private void keep(Row mine, Claim.Held held, HttpResponse response) {
        database.update(
                "UPDATE " + table + " SET status = ?, headers = ?, body = ?" + WHERE_HELD,
                response.status(),
                Json.write(response.headers()),
                response.body() == null ? "" : response.body(),
                mine.scope(),
                mine.key(),
                held.until());
    }

    private void forget(Row mine, Claim.Held held) {
        database.update("DELETE FROM " + table + WHERE_HELD, mine.scope(), mine.key(), held.until());
    }

    private void unlock(Row mine, Claim.Held held) {
        database.update(
                "UPDATE " + table + " SET locked_until = ?" + WHERE_HELD,
                clock.instant(),
                mine.scope(),
                mine.key(),
                held.until());
    }

    private static boolean isKey(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> headers(String json) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> header : Json.tree(json).properties()) {
            headers.put(header.getKey(), header.getValue().asString());
        }
        return headers;
    }

    private static byte[] sha256(String text, byte[]... more) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            for (byte[] bytes : more) {
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
