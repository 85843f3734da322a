package dev.souk.local.page.dev;

import dev.souk.local.function.Invocation;
import dev.souk.local.function.Trace;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ties invocations together: the gateway's id of a request, SQS's id of a message, and the order, the event of Stripe's and the trace
 * that they speak of.
 */
final class Kin {
    private static final Pattern SPOKEN_OF =
            Pattern.compile("\\b(?:ord_[0-9a-z]{26}|evt_[0-9A-Za-z]{8,}|1-[0-9a-f]{8}-[0-9a-f]{24})\\b");

    private Kin() {}

    static Set<String> idsIn(Trace trace) {
        Set<String> ids = new LinkedHashSet<>();
        switch (Purpose.of(trace.event())) {
            case Purpose.Request request -> ids.add(request.id());
            case Purpose.Batch batch -> ids.addAll(batch.messages());
            case Purpose.Scheduled _, Purpose.Other _ -> {}
        }
        ids.remove("");
        addSpokenOf(ids, trace.event());
        if (trace.ending().orElse(null) instanceof Invocation.Answered(byte[] payload)) {
            addSpokenOf(ids, payload);
        }
        trace.log().forEach(line -> addSpokenOf(ids, line));
        return ids;
    }

    /** The first id that both have. */
    static Optional<String> shared(Set<String> ids, Trace other) {
        return idsIn(other).stream().filter(ids::contains).findFirst();
    }

    private static void addSpokenOf(Set<String> ids, byte[] payload) {
        addSpokenOf(ids, new String(payload, StandardCharsets.UTF_8));
    }

    private static void addSpokenOf(Set<String> ids, String text) {
        Matcher found = SPOKEN_OF.matcher(text);
        while (found.find()) {
            ids.add(found.group());
        }
    }
}
