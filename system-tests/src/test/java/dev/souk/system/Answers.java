package dev.souk.system;

import dev.souk.api.Contract;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** What operations have been seen to answer, by the tests that ran before. */
final class Answers {
    private static final Contract CONTRACT = Contract.load();
    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private Answers() {}

    static void saw(String method, String path, Reply reply) {
        CONTRACT.match(method, path).ifPresent(found -> {
            String operation = found.operation().id();
            SEEN.add(operation + " " + reply.status());
            if (reply.status() >= 400 && reply.isProblem()) {
                SEEN.add(operation + " " + reply.status() + " " + reply.code());
            }
        });
    }

    /** Each as {@code operation status}, and {@code operation status code} of a problem. */
    static Set<String> seen() {
        return new TreeSet<>(SEEN);
    }
}
