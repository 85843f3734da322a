package dev.souk.lambda.log;

import com.amazonaws.services.lambda.runtime.Context;
import dev.souk.lambda.trace.TraceHeader;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Structured logs: one JSON object a line on standard output, which Lambda hands to CloudWatch. An event has a name in dots
 * ({@code order.paid}) and fields as pairs of name and value; give it ids, never addresses, names, tokens or texts of people.
 *
 * <p>Made by hand rather than by a logging library: a dozen lines instead of 60 ms of cold start.
 */
public final class Log {
    private static final ScopedValue<Work> WORK = ScopedValue.newInstance();

    private final String function;
    private final PrintStream out;
    private final Clock clock;

    public Log(String function, PrintStream out, Clock clock) {
        this.function = function;
        this.out = out;
        this.clock = clock;
    }

    /** Writes to standard output. */
    public static Log of(String function) {
        return new Log(function, System.out, Clock.systemUTC());
    }

    /** A request or a message that is being worked on. */
    private static final class Work {
        private final String requestId;
        private final Optional<TraceHeader> trace;
        private @Nullable String kind;
        private String subject = "";

        private Work(String requestId, Optional<TraceHeader> trace) {
            this.requestId = requestId;
            this.trace = trace;
        }
    }

    /** Runs {@code work} with every line it logs carrying {@code requestId} and the id of the trace. */
    public static <T extends @Nullable Object, X extends Throwable> T during(
            String requestId, Optional<TraceHeader> trace, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(WORK, new Work(requestId, trace)).call(work);
    }

    /** The same for a whole invocation, under Lambda's own id of it. */
    public static <T extends @Nullable Object, X extends Throwable> T during(
            Context context, ScopedValue.CallableOp<T, X> work) throws X {
        return during(context.getAwsRequestId(), TraceHeader.of(context), work);
    }

    /** Runs a part of the work that belongs to another trace, if it belongs to one. */
    public static <T extends @Nullable Object, X extends Throwable> T under(
            Optional<TraceHeader> trace, ScopedValue.CallableOp<T, X> work) throws X {
        return WORK.isBound() && trace.isPresent() ? during(WORK.get().requestId, trace, work) : work.call();
    }

    /**
     * What this request or message turns out to be about: each line from here to its end says so, that of its failure too. For work on one
     * thing; who goes through many of them names each in its line.
     *
     * @param kind the name of the field, {@code order}
     */
    public static void about(String kind, Object subject) {
        if (WORK.isBound()) {
            Work work = WORK.get();
            work.kind = kind;
            work.subject = subject.toString();
        }
    }

    /** The id of the request or message that is being worked on; empty outside of it. */
    public static Optional<String> requestId() {
        return WORK.isBound() ? Optional.of(WORK.get().requestId) : Optional.empty();
    }

    /** The trace of what is being worked on; empty outside of it, and when it has none. */
    public static Optional<TraceHeader> trace() {
        return WORK.isBound() ? WORK.get().trace : Optional.empty();
    }

    /** @param fields name, value, name, value … */
    public void info(String event, @Nullable Object... fields) {
        write("INFO", event, null, fields);
    }

    /** Something to look at that harmed nobody. */
    public void warn(String event, @Nullable Object... fields) {
        write("WARN", event, null, fields);
    }

    public void warn(String event, Throwable cause, @Nullable Object... fields) {
        write("WARN", event, cause, fields);
    }

    /** Something that failed for somebody, with its cause: classes and lines of the stack, and no message of a vendor's. */
    public void error(String event, Throwable cause, @Nullable Object... fields) {
        write("ERROR", event, cause, fields);
    }

    private void write(String level, String event, @Nullable Throwable cause, @Nullable Object... fields) {
        StringBuilder line = new StringBuilder(256);
        line.append('{');
        field(line, "time", Instant.now(clock).toString());
        field(line, "level", level);
        field(line, "function", function);
        field(line, "event", event);
        if (WORK.isBound()) {
            Work work = WORK.get();
            field(line, "request_id", work.requestId);
            work.trace.ifPresent(trace -> field(line, "trace_id", trace.traceId()));
            if (work.kind != null && !named(work.kind, fields)) {
                field(line, work.kind, work.subject);
            }
        }
        for (int i = 0; i + 1 < fields.length; i += 2) {
            field(line, String.valueOf(fields[i]), fields[i + 1]);
        }
        if (cause != null) {
            field(line, "cause", Causes.describe(cause));
        }
        line.append("}\n");
        synchronized (out) {
            out.print(line);
            out.flush();
        }
    }

    private static boolean named(String name, @Nullable Object... fields) {
        for (int i = 0; i + 1 < fields.length; i += 2) {
            if (name.equals(fields[i])) {
                return true;
            }
        }
        return false;
    }

    private static void field(StringBuilder line, String name, @Nullable Object value) {
        if (line.length() > 1) {
            line.append(',');
        }
        quote(line, name);
        line.append(':');
        if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            line.append(value);
        } else {
            quote(line, String.valueOf(value));
        }
    }

    /** In ASCII alone: what standard output does to other characters depends on where it runs. */
    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                line.append("\\u").append(HEX[c >> 12]).append(HEX[(c >> 8) & 15]);
                line.append(HEX[(c >> 4) & 15]).append(HEX[c & 15]);
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    private static final char[] HEX = "0123456789abcdef".toCharArray();
}
