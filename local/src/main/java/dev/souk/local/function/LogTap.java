package dev.souk.local.function;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The log of functions that run in this process: all lines go on, and each is kept with the invocation whose thread wrote it. */
public final class LogTap extends OutputStream {
    private static final int MOST_LINES = 1_000;
    private static final ScopedValue<List<String>> LINES = ScopedValue.newInstance();

    private final OutputStream on;

    /** @param on where all lines go */
    public LogTap(OutputStream on) {
        this.on = on;
    }

    /** For a {@link dev.souk.lambda.log.Log}, which flushes after each line. */
    public PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    /** Calls {@code work}; what this thread logs meanwhile is added to {@code lines}. */
    static <T> T during(List<String> lines, Callable<T> work) throws Exception {
        return ScopedValue.where(LINES, lines).call(work::call);
    }

    static List<String> lines() {
        return java.util.Collections.synchronizedList(new ArrayList<>());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        on.write(bytes, from, length);
        if (LINES.isBound() && LINES.get().size() < MOST_LINES) {
            new String(bytes, from, length, StandardCharsets.UTF_8).lines().forEach(LINES.get()::add);
        }
    }

    @Override
    public void flush() throws IOException {
        on.flush();
    }

    @Override
    public void close() throws IOException {
        on.close();
    }
}
