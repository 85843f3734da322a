package dev.souk.local.function;

import dev.souk.lambda.trace.TraceHeader;
import java.time.Instant;
import java.util.UUID;

/** Begins traces, as API Gateway and Lambda do. Nobody records them here: what they are good for are the logs. */
public final class NewTrace {
    private NewTrace() {}

    /** The header of a trace that there was not before. */
    public static TraceHeader header() {
        String random = UUID.randomUUID().toString().replace("-", "");
        String second = "%08x".formatted(Instant.now().getEpochSecond());
        return TraceHeader.of("Root=1-" + second + "-" + random.substring(0, 24) + ";Sampled=0")
                .orElseThrow();
    }
}
