package dev.souk.local.function;

import dev.souk.lambda.trace.TraceHeader;
import java.time.Duration;

/** The functions by name, wherever they run. Safe for use by many threads. */
public interface Functions extends AutoCloseable {
    /** The most bytes that go to a function or come back from it in one call. */
    int LARGEST_PAYLOAD = 6 * 1024 * 1024;

    /**
     * Calls a function and waits for it.
     *
     * @param event JSON
     * @param header of the trace that the call belongs to, which the function is told
     * @param patience how long the caller waits, the start of an instance included
     * @throws IllegalArgumentException when there is no function of that name
     */
    Invocation invoke(String function, byte[] event, TraceHeader header, Duration patience);

    /** The same under a trace that begins here, as Lambda begins one for whoever calls without. */
    default Invocation invoke(String function, byte[] event, Duration patience) {
        return invoke(function, event, NewTrace.header(), patience);
    }

    /** Stops what still runs. */
    @Override
    void close();
}
