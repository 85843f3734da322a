package dev.souk.local.function.isolated;

import java.util.List;

/**
 * A JVM whose function is started, primed and frozen before there is any event, and continues when the first one comes: what Lambda's
 * SnapStart does, but that the process is its own snapshot and continues once.
 */
public record Snapshotted(Jvm jvm) implements Starter {
    /** Where the library that functions use finds Lambda's implementation of it, as the managed runtime says it. */
    private static final String CRAC = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    @Override
    public List<String> line(int heapMegabytes, String handler) {
        return jvm.with(CRAC).line(heapMegabytes, handler);
    }

    @Override
    public String initializationType() {
        return "snap-start";
    }
}
