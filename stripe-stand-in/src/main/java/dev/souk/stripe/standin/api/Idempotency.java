package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Executes a write once per key and replays its reply, whatever it was, for 24 hours. What fails before the execution is
 * not remembered.
 */
final class Idempotency {
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int LONGEST_KEY = 255;

    private final Store store;
    private final Clock clock;
    private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

    Idempotency(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A request with a key, as it has to come again to be the same. */
    record Keyed(String key, String path, String parameters, String requestId) {}

    Reply once(Keyed request, Supplier<Operation.Execution> prepare) {
        if (request.key().length() > LONGEST_KEY) {
            return Errors.error(
                    400, Errors.INVALID, null, null, "Idempotency keys are at most " + LONGEST_KEY + " characters.");
        }
        Optional<Reply> before = replay(request);
        if (before.isPresent()) {
            return before.get();
        }
        if (!inProgress.add(request.key())) {
            return Errors.keyInUse(request.key());
        }
        try {
            // It may have ended between the first look and ours being the one in progress.
            return replay(request).orElseGet(() -> execute(request, prepare.get()));
        } finally {
            inProgress.remove(request.key());
        }
    }

    private Reply execute(Keyed request, Operation.Execution execution) {
        return store.change(transaction -> {
            Reply reply = execution.execute(transaction);
            transaction.put(new IdempotentRequest(
                    request.key(), clock.instant(), request.path(), request.parameters(), request.requestId(), reply));
            return reply;
        });
    }

    private Optional<Reply> replay(Keyed request) {
        return store.find(IdempotentRequest.class, request.key())
                .filter(first -> clock.instant().isBefore(first.at().plus(REMEMBERED)))
                .map(first -> replay(first, request));
    }

    private static Reply replay(IdempotentRequest first, Keyed request) {
        if (!first.path().equals(request.path())) {
            return mismatch(
                    "for the same endpoint they were first used for ('" + first.path() + "' vs '" + request.path()
                            + "')",
                    request.key());
        }
        if (!first.parameters().equals(request.parameters())) {
            return mismatch("with the same parameters they were first used with", request.key());
        }
        return first.reply().with("Idempotent-Replayed", "true").with("Original-Request", first.requestId());
    }

    private static Reply mismatch(String rule, String key) {
        return Errors.error(
                400,
                Errors.IDEMPOTENCY,
                null,
                null,
                "Keys for idempotent requests can only be used " + rule + ". Try using a key other than '" + key
                        + "' if you meant to execute a different request.");
    }

    /** Forgets the keys that are too old to be replayed. */
    void forgetOld() {
        store.change(transaction -> {
            transaction.newestFirst(IdempotentRequest.class).stream()
                    .filter(request -> !clock.instant().isBefore(request.at().plus(REMEMBERED)))
                    .forEach(request -> transaction.remove(IdempotentRequest.class, request.id()));
            return true;
        });
    }
}
