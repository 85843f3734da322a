package dev.souk.lambda.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.lambda.http.HttpResponse;
import dev.souk.lambda.http.Problem;
import dev.souk.lambda.http.Refused;
import dev.souk.lambda.id.IdSource;
import dev.souk.test.HandClock;
import dev.souk.test.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Requests with one key on an empty table, and what was done for them. */
final class KeyedRequests implements AutoCloseable {
    static final String TABLE = "purchases_idempotency_keys";
    static final String KEY = "3f1c9b1e-6a52-4c1a-9f6e-0c8f7d2b5a10";
    static final Duration LOCK = Duration.ofSeconds(30);
    private static final TestDatabase SCHEMA = TestDatabase.fresh();

    final HandClock clock = HandClock.now();
    final Database database = SCHEMA.open();
    final IdempotencyKeys keys = new IdempotencyKeys(TABLE, database, IdSource.uuidV7(clock), clock, LOCK);
    /** The ids under which something was created, in order. */
    final List<UUID> worked = Collections.synchronizedList(new ArrayList<>());

    KeyedRequests() {
        clear();
    }

    void clear() {
        database.update("DELETE FROM " + TABLE);
    }

    @Override
    public void close() {
        database.close();
    }

    HttpResponse creates(UUID id) {
        worked.add(id);
        return HttpResponse.created("/v1/orders/" + id, Map.of("id", id.toString()));
    }

    HttpResponse once(String body, IdempotencyKeys.Work work) throws Exception {
        return keys.once(request("/v1/orders", body), "buyer", KEY, work);
    }

    static Problem refusal(Callable<HttpResponse> call) {
        Refused refused = catchThrowableOfType(Refused.class, call::call);
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    static HttpRequest request(String path, String body) {
        return new HttpRequest(
                "request",
                "createOrder",
                "POST",
                path,
                Map.of(),
                Map.of(),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }
}
